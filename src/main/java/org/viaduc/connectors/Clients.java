package org.viaduc.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;

/** Which program is the local system of which connector: whoever has that program's token speaks for it, and for no other. */
public final class Clients {
    /** The key in node.yaml: the program's id at the issuer. */
    static final String CLIENT = "client";
    /** The key in node.yaml: how the numbers begin that the system gives its persons. */
    static final String NUMBERS = "numbers";

    private final NodeSettings settings;

    private Clients(NodeSettings settings) {
        this.settings = settings;
    }

    /** Of the connectors that the node has whenever it is asked. */
    public static Clients of(NodeSettings settings) {
        return new Clients(settings);
    }

    /** The connector of a program; empty for any other. */
    public Optional<String> connector(String client) {
        return settings.connectors().values().stream().filter(
                each -> Optional.ofNullable(each.values().get(CLIENT)).filter(own -> own.equals(client)).isPresent())
                .map(Connector::name).findFirst();
    }

    /** Two connectors with one program, or with numbers that cannot be told apart. */
    static List<String> faults(NodeSettings settings) {
        var posting = settings.connectors().values().stream().filter(each -> each.values().containsKey(CLIENT))
                .toList();
        var faults = new ArrayList<String>();
        posting.stream().collect(Collectors.groupingBy(each -> each.values().get(CLIENT))).forEach((client, all) -> {
            if (all.size() > 1) {
                faults.add("node.yaml: " + names(all) + " have the same `client`: a token would speak for both");
            }
        });
        posting.stream().collect(Collectors.groupingBy(Connector::system)).forEach((system, all) -> {
            if (all.size() > 1 && (all.stream().anyMatch(each -> !each.values().containsKey(NUMBERS))
                    || all.stream().anyMatch(each -> all.stream().anyMatch(other -> !Objects.equals(each, other)
                            && each.values().get(NUMBERS).startsWith(other.values().get(NUMBERS)))))) {
                faults.add("node.yaml: " + names(all) + " post as the system `" + system
                        + "`: each needs `numbers`, the text with which its own persons' numbers begin and no other's do");
            }
        });
        return faults;
    }

    private static String names(List<Connector> connectors) {
        return connectors.stream().map(each -> "`" + each.name() + "`").collect(Collectors.joining(" and "));
    }
}

package org.viaduc.connectors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.viaduc.connectors.soap.SoapLogin;
import org.viaduc.exchange.node.NodeSettings.Connector;

/** What node.yaml has to say of a connector beside what its routes ask for by name: how to log in, where the template does. */
final class Needs {
    private static final Map<String, Function<Connector, List<String>>> BY_WORD = new LinkedHashMap<>();

    /** What is wrong with what is there, with its place. */
    private static final Map<String, Function<Connector, List<String>>> WRONG = Map.of(
            SoapLogin.NAME, SoapLogin::faults, SoapLogin.COMPARTMENT_NAME, SoapLogin::faultsOfCompartment);

    static {
        BY_WORD.put(SoapLogin.NAME, SoapLogin::missing);
        BY_WORD.put(SoapLogin.COMPARTMENT_NAME, SoapLogin::missingOfCompartment);
        BY_WORD.put("sqlDoor", SqlPools::missing);
        BY_WORD.put("#" + RestLine.NAME, RestLine::missing);
        BY_WORD.put("ref: fhirPosts", connector -> connector.values().containsKey(Clients.CLIENT)
                ? List.of()
                : List.of(Clients.CLIENT));
    }

    private Needs() {
    }

    /** The keys that are missing for a template of this text. */
    static List<String> missing(Connector connector, String template) {
        return said(BY_WORD, connector, template);
    }

    /** What is wrong with the keys that are there, in plain words and with their place; never a value. */
    static List<String> faults(Connector connector, String template) {
        return said(WRONG, connector, template);
    }

    private static List<String> said(Map<String, Function<Connector, List<String>>> words, Connector connector,
            String template) {
        return words.entrySet().stream().filter(each -> template.contains(each.getKey()))
                .flatMap(each -> each.getValue().apply(connector).stream()).distinct().toList();
    }
}

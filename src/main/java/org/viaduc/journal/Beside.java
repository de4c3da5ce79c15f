package org.viaduc.journal;

import java.util.List;
import java.util.Map;

import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;

/**
 * What goes with evidence so that its reader needs nothing else.
 *
 * @param publicKeys this node's public signing keys, past ones too, as a JWK set (RFC 7517, section 5)
 * @param neighbours the same of the neighbouring nodes
 * @param rules      the sentences of rules that entries may name
 * @param receipts   where the neighbours' signed receipts are
 */
public record Beside(String publicKeys, Map<Department, String> neighbours, List<Rule> rules, Receipts receipts) {
    public Beside {
        neighbours = Map.copyOf(neighbours);
        rules = List.copyOf(rules);
    }

    /** No more than the keys. */
    public static Beside keys(String publicKeys) {
        return new Beside(publicKeys, Map.of(), List.of(), exchange -> List.of());
    }

    /** What a rule says. @param book the version of the rule book that says so */
    public record Rule(String id, String sentence, String book) {}

    /** A receipt as its peer signed it: JWS in compact form. */
    public record Receipt(Department from, String jws) {}

    /** Finds the receipts that a neighbour gave for an exchange. */
    @FunctionalInterface
    public interface Receipts {
        List<Receipt> of(ExchangeId exchange);
    }
}

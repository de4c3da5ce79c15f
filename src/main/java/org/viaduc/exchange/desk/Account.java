package org.viaduc.exchange.desk;

/**
 * What is told of an exchange to those who ask why: as JSON, without contents. It is written when something was decided or
 * translated, and read for people only; the journey itself needs none of it.
 *
 * @param decision   the latest decision: verdicts, rules and obligations
 * @param ledger     what our own translation did; empty before there was one
 * @param peerLedger what the sender's translation did; empty when the file did not arrive here
 */
public record Account(String decision, String ledger, String peerLedger) {
    static final Account NOTHING = new Account("", "", "");

    /** Without the sender's ledger: the name of its case system says which department it is. */
    public Account withoutPeer() {
        return new Account(decision, ledger, "");
    }
}

package org.viaduc.policy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import org.viaduc.model.Digest;
import org.viaduc.policy.Outcome.Withhold;

/**
 * The SHA-256 of an answer, written into one array first: every text with its length before it, every list with its
 * size, so that no two answers share their bytes. A list of reasons is written where it first stands; afterwards its number
 * stands for it, since a file has many pieces and few reasons.
 */
final class DecisionDigest {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[1024];
    private int length;

    private DecisionDigest() {
    }

    static Digest of(Decision decision) {
        var written = new DecisionDigest();
        written.question(decision.question());
        written.outcome(decision);
        written.verdicts(decision.verdicts());
        written.text(decision.decidedBy().code());
        written.texts(decision.rules());
        written.number(decision.obligations().size());
        for (var obligation : decision.obligations()) {
            written.text(obligation.code().word());
        }
        written.number(decision.factsReliedOn().size());
        for (var fact : decision.factsReliedOn()) {
            written.text(fact.value());
        }
        written.text(decision.bookDigest().hex());
        return new Digest(HexFormat.of().formatHex(written.sha256()));
    }

    private byte[] sha256() {
        var sha = Digest.sha256();
        sha.update(bytes, 0, length);
        return sha.digest();
    }

    private void question(Question question) {
        text(question.track().word());
        text(question.purpose().word());
        text(question.from().department().code());
        text(question.from().role().word());
        text(question.to().department().code());
        text(question.to().role().word());
        number(question.to().named() ? 1 : 0);
        text(question.to().boundFor().map(Mission::name).orElse(""));
    }

    private void outcome(Decision decision) {
        text(decision.outcome().word());
        text(decision.outcome() instanceof Withhold withheld ? withheld.answer().word() : "");
        number(decision.awaits().size());
        for (var fact : decision.awaits()) {
            text(fact.word());
        }
    }

    /** In the order of the pieces' ids, whatever the order of the file. */
    private void verdicts(List<Verdict> verdicts) {
        var inOrder = verdicts.toArray(new Verdict[0]);
        Arrays.sort(inOrder, (one, other) -> one.piece().pieceId().compareTo(other.piece().pieceId()));
        var known = new ArrayList<List<Reason>>(8);
        number(inOrder.length);
        for (var verdict : inOrder) {
            text(verdict.piece().pieceId());
            number(verdict.piece().kind().ordinal());
            number(verdict.treatment().ordinal());
            reasons(verdict.reasons(), known);
        }
    }

    private void reasons(List<Reason> reasons, List<List<Reason>> known) {
        var number = numberOf(reasons, known);
        number(number);
        if (number < known.size()) {
            return;
        }
        known.add(reasons);
        number(reasons.size());
        for (var reason : reasons) {
            text(reason.code());
        }
    }

    /** Most are the very lists of the book, so that few are compared. */
    private static int numberOf(List<Reason> reasons, List<List<Reason>> known) {
        for (var i = 0; i < known.size(); i++) {
            if (known.get(i) == reasons) {
                return i;
            }
        }
        var number = known.indexOf(reasons);
        return number < 0 ? known.size() : number;
    }

    private void texts(List<String> texts) {
        number(texts.size());
        for (var text : texts) {
            text(text);
        }
    }

    private void number(int number) {
        room(Integer.BYTES);
        INT.set(bytes, length, number);
        length += Integer.BYTES;
    }

    private void text(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}

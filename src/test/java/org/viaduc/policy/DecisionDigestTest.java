package org.viaduc.policy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionDigestTest {
    @Test
    void two_answers_share_a_digest_when_they_are_the_same_and_not_otherwise() {
        var seen = new HashMap<String, String>();
        for (var seed = 0L; seed < 3000; seed++) {
            var decision = RandomCase.of(seed).decide();
            var other = seen.put(decision.digest().hex(), told(decision));
            assertThat(other == null ? told(decision) : other).isEqualTo(told(decision));
        }
        assertThat(seen).hasSizeGreaterThan(2000);
    }

    private static String told(Decision decision) {
        var verdicts = new ArrayList<String>();
        decision.verdicts().forEach(each -> verdicts.add(each.piece().pieceId() + each.treatment() + each.reasons()
                .stream().map(Reason::code).toList()));
        verdicts.sort(null);
        return decision.question() + " " + decision.outcome() + verdicts + decision.rules() + decision.factsReliedOn()
                + decision.obligations().stream().map(Obligation::code).toList() + decision.decidedBy().code();
    }

    @Test
    void it_holds_neither_the_order_of_the_pieces_nor_the_day_nor_which_list_holds_the_reasons() {
        for (var seed = 0L; seed < 500; seed++) {
            var decision = RandomCase.of(seed).decide();
            var turned = new Decision(decision.question(), decision.outcome(), decision.verdicts().reversed().stream()
                    .map(each -> new Verdict(each.piece(), each.treatment(), List.copyOf(new ArrayList<>(each
                            .reasons()))))
                    .toList(), decision.decidedBy(), decision.rules(), decision.obligations(), decision.wouldChange(),
                    decision.factsReliedOn(), decision.decidedOn().plusDays(9), decision.bookVersion(), decision
                            .bookDigest());
            assertThat(turned.digest()).isEqualTo(decision.digest());
        }
    }

    @Test
    void every_part_of_an_answer_changes_it() {
        var decision = release();
        var digest = decision.digest();
        assertThat(with(decision, decision.question(), new Outcome.Await(List.of(FactKind.CONSENT)), decision.rules(),
                decision.factsReliedOn()).digest()).isNotEqualTo(digest);
        assertThat(with(decision, decision.question(), decision.outcome(), List.of("R-X"), decision.factsReliedOn())
                .digest()).isNotEqualTo(digest);
        assertThat(with(decision, decision.question(), decision.outcome(), decision.rules(), List.of(new FactId("x")))
                .digest()).isNotEqualTo(digest);
        var to = decision.question().to();
        var unnamed = new Question(decision.question().track(), decision.question().purpose(), decision.question()
                .from(), new Recipient(to.department(), to.role(), !to.named(), to.boundFor()));
        assertThat(with(decision, unnamed, decision.outcome(), decision.rules(), decision.factsReliedOn()).digest())
                .isNotEqualTo(digest);
    }

    /** The bytes as the class promises them, written a second time in the plainest way. */
    @Test
    void it_is_the_sha_256_of_every_part_with_its_length() throws IOException {
        for (var seed = 0L; seed < 2000; seed++) {
            var decision = RandomCase.of(seed).decide();
            assertThat(decision.digest()).isEqualTo(org.viaduc.model.Digest.of(written(decision)));
        }
    }

    @Test
    void it_takes_ids_of_any_length() throws IOException {
        var given = RandomCase.of(0);
        for (var length : List.of(500, 1023, 1024, 5000, 70_000)) {
            var file = new FileFace(
                    List.of(new PieceFace("a".repeat(length), org.viaduc.model.Kind.IDENTITY, java.util.Set
                            .of()), new PieceFace("b", org.viaduc.model.Kind.IP, java.util.Set.of())),
                    given.file().age(), false);
            var decision = new DecisionPoint(RuleBook.bundled()).decide(given.question(), file, given.facts(), given
                    .today());
            assertThat(decision.digest()).isEqualTo(org.viaduc.model.Digest.of(written(decision)));
        }
    }

    private static byte[] written(Decision decision) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        var question = decision.question();
        texts(out, List.of(question.track().word(), question.purpose().word(), question.from().department().code(),
                question.from().role().word(), question.to().department().code(), question.to().role().word()));
        out.writeInt(question.to().named() ? 1 : 0);
        texts(out, List.of(question.to().boundFor().map(Enum::name).orElse(""), decision.outcome().word(), decision
                .outcome() instanceof Outcome.Withhold withheld ? withheld.answer().word() : ""));
        counted(out, decision.awaits().stream().map(FactKind::word).toList());
        var verdicts = new ArrayList<>(decision.verdicts());
        verdicts.sort(Comparator.comparing(each -> each.piece().pieceId()));
        var known = new ArrayList<List<Reason>>();
        out.writeInt(verdicts.size());
        for (var verdict : verdicts) {
            texts(out, List.of(verdict.piece().pieceId()));
            out.writeInt(verdict.piece().kind().ordinal());
            out.writeInt(verdict.treatment().ordinal());
            var isNew = !known.contains(verdict.reasons());
            if (isNew) {
                known.add(verdict.reasons());
            }
            out.writeInt(known.indexOf(verdict.reasons()));
            if (isNew) {
                counted(out, verdict.reasons().stream().map(Reason::code).toList());
            }
        }
        texts(out, List.of(decision.decidedBy().code()));
        counted(out, decision.rules());
        counted(out, decision.obligations().stream().map(each -> each.code().word()).toList());
        counted(out, decision.factsReliedOn().stream().map(FactId::value).toList());
        texts(out, List.of(decision.bookDigest().hex()));
        return bytes.toByteArray();
    }

    private static void counted(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        texts(out, texts);
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        for (var text : texts) {
            var encoded = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(encoded.length);
            out.write(encoded);
        }
    }

    private static Decision release() {
        for (var seed = 0L;; seed++) {
            var decision = RandomCase.of(seed).decide();
            if (decision.isRelease()) {
                return decision;
            }
        }
    }

    private static Decision with(Decision decision, Question question, Outcome outcome, List<String> rules,
            List<FactId> relied) {
        return new Decision(question, outcome, decision.verdicts(), decision.decidedBy(), rules, decision
                .obligations(), decision.wouldChange(), relied, decision.decidedOn(), decision.bookVersion(),
                decision
                        .bookDigest());
    }
}

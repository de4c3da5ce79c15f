package org.viaduc.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

import org.viaduc.model.Department;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;

/** Questions to the packed book: the cases of the folder by name, and invented ones on a file with a piece of every kind. */
final class Asked {
    static final RuleBook BOOK = RuleBook.bundled();
    static final LocalDate TODAY = Trial.TODAY;

    private Asked() {
    }

    static DecisionCase given(String name) throws IOException {
        var file = Path.of("src/test/resources/policy/cases", name + ".yaml");
        return DecisionCase.read(name, Files.readString(file), BOOK.rules().keySet());
    }

    static Decision decided(String name) throws IOException {
        return given(name).decide(BOOK);
    }

    static Question question(Track track, Purpose purpose, Role from, Role to, Mission mission) {
        return new Question(track, purpose, new Party(new Department("D35"), from), new Recipient(new Department(
                "D44"), to, true, Optional.of(mission)));
    }

    static Question ofTheCrip(Track track) {
        return question(track, Purpose.CONTINUITE_ASE, Role.CADRE_CRIP, Role.CADRE_CRIP, Mission.PE);
    }

    static Decision about(Age age, Question question, Fact... facts) {
        return new DecisionPoint(BOOK).decide(question, Trial.wholeFile(age, false), List.of(facts), TODAY);
    }

    static Decision aboutAChild(Question question, Fact... facts) {
        return about(new Age.Years(9), question, facts);
    }

    /** @param fields name, value, name, value */
    static Fact fact(String id, FactKind kind, LocalDate on, String... fields) {
        var words = new HashMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            words.put(fields[i], fields[i + 1]);
        }
        return FactCodec.fact(new FactId(id), kind, on, words, "test", Instant.EPOCH, "test", Optional.empty());
    }

    static List<FactId> ids(String... ids) {
        return List.of(ids).stream().map(FactId::new).toList();
    }
}

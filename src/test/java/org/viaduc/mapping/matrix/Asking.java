package org.viaduc.mapping.matrix;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.viaduc.mapping.MappingBook;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;
import org.viaduc.model.LocalRow;
import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.Fact;
import org.viaduc.policy.FactCodec;
import org.viaduc.policy.FactId;
import org.viaduc.policy.FactKind;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Party;
import org.viaduc.policy.Question;
import org.viaduc.policy.Recipient;
import org.viaduc.policy.Role;

/**
 * The question that fits a file, with all the facts that its track wants: of whoever has an alert that of the alert, of
 * whoever is known to an office for disabled persons or to a service that of the MDPH, of everybody else that of the RSA.
 */
public enum Asking {
    ALERT(Track.ASE_IP, Purpose.EVAL_IP, Role.CADRE_CRIP, Role.CADRE_CRIP, Mission.PE),
    DISABILITY(Track.MDPH, Purpose.INSTR_MDPH, Role.INST_MDPH, Role.INST_MDPH_ACC, Mission.MDPH),
    INCOME(Track.RSA, Purpose.INSTR_RSA, Role.GEST_RSA, Role.GEST_RSA, Mission.RSA);

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final Question question;

    Asking(Track track, Purpose purpose, Role sender, Role recipient, Mission mission) {
        this.question = new Question(track, purpose, new Party(new Department("D35"), sender),
                new Recipient(new Department("D44"), recipient, true, Optional.of(mission)));
    }

    public Question question() {
        return question;
    }

    static Passing passing(LocalRecord record, String to, MappingBook book) {
        var asking = record.rows().stream().map(LocalRow::type).anyMatch(List.of("I", "alerte", "alertes")::contains)
                ? ALERT
                : List.of("gabare", "tddui").contains(record.system()) ? DISABILITY : INCOME;
        return Passing.of(record, book, asking.question,
                List.of(fact(FactKind.FAMILY_MOVED, "to", "D44", "address", "known"),
                        fact(FactKind.IP_UNDER_EVALUATION), fact(FactKind.PARENTS_INFORMED),
                        fact(FactKind.RGS_ATTESTATION, "by", "D35"), fact(FactKind.PERSON_REQUEST)),
                to, ExchangeId.next(java.time.Clock.systemUTC()), TODAY);
    }

    /** @param fields name, value, name, value */
    public static Fact fact(FactKind kind, String... fields) {
        var words = new java.util.HashMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            words.put(fields[i], fields[i + 1]);
        }
        return FactCodec.fact(new FactId("asked-" + kind.word()), kind, LocalDate.of(2026, 11, 20), Map.copyOf(words),
                "test", Instant.EPOCH, "test", Optional.empty());
    }
}

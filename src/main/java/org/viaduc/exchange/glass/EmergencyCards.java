package org.viaduc.exchange.glass;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.viaduc.exchange.desk.Desk;
import org.viaduc.model.CommonRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.FieldPath;
import org.viaduc.model.Kind;
import org.viaduc.model.Piece;
import org.viaduc.model.Ties;
import org.viaduc.model.fhir.DocumentBundle;
import org.viaduc.model.fhir.DocumentHead;
import org.viaduc.model.fhir.SocialDocument;
import org.viaduc.person.MatchedRecord;
import org.viaduc.person.Pseudonym;
import org.viaduc.trust.Kept;

/**
 * What is kept at hand of everyone with a measure of child protection, because an emergency is answered at once and at night,
 * when no local system can be asked: who it is, who holds parental authority, the measures. Each card is sealed under a key
 * of its own and replaced or shredded at every collection. The rule book decides what of it is seen.
 */
public final class EmergencyCards {
    private static final Set<Kind> KINDS = EnumSet.of(Kind.IDENTITY, Kind.PARENTAL_AUTHORITY, Kind.ASE_DECISION,
            Kind.AE_DECISION);
    private static final Set<Kind> MEASURES = EnumSet.of(Kind.ASE_DECISION, Kind.AE_DECISION);
    private static final FieldPath END = FieldPath.of("occurrencePeriod.end");

    private final Desk desk;

    public EmergencyCards(Desk desk) {
        this.desk = desk;
    }

    /** Keeps the card of someone whose file was collected; without a measure there is none. */
    public void keep(Connection tx, MatchedRecord matched) throws SQLException {
        var person = matched.pseudonym();
        if (matched.record().pieces().stream().anyMatch(piece -> MEASURES.contains(piece.kind()))) {
            put(tx, person, card(matched.record()));
        } else if (!matched.isNew()) {
            shred(tx, person);
        }
    }

    private static CommonRecord card(CommonRecord file) {
        var others = file.pieces().stream().filter(piece -> !KINDS.contains(piece.kind())).map(Piece::id).toList();
        return new CommonRecord(Ties.loosened(file.pieces().stream()
                .filter(piece -> KINDS.contains(piece.kind()))
                .map(piece -> new Piece(piece.id(), piece.kind(), piece.resource(), piece.confidentiality(),
                        piece.marks(), List.of()))
                .toList(), others, List.of()));
    }

    private void put(Connection tx, Pseudonym person, CommonRecord card) throws SQLException {
        var head = DocumentHead.of(desk.settings().department(), "node", desk.clock());
        var kept = desk.sealer().keep(place(person), DocumentBundle.write(SocialDocument.of(head, card)));
        try (var statement = tx.prepareStatement("""
                insert into emergency_card (person, wrapped_key, content, at) values (?, ?, ?, ?)
                on conflict (person) do update set wrapped_key = excluded.wrapped_key, content = excluded.content,
                    at = excluded.at""")) {
            statement.setObject(1, person.value());
            statement.setBytes(2, kept.wrappedKey());
            statement.setBytes(3, kept.content());
            statement.setTimestamp(4, Timestamp.from(desk.clock().instant()));
            statement.executeUpdate();
        }
    }

    private static void shred(Connection tx, Pseudonym person) throws SQLException {
        try (var statement = tx.prepareStatement("delete from emergency_card where person = ?")) {
            statement.setObject(1, person.value());
            statement.executeUpdate();
        }
    }

    /** The card, with the measures that have not ended by that day; empty when there is none. */
    public Optional<CommonRecord> of(Connection tx, Pseudonym person, LocalDate today) throws SQLException {
        try (var statement = tx.prepareStatement("select wrapped_key, content from emergency_card where person = ?")) {
            statement.setObject(1, person.value());
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var content = desk.sealer().unkeep(place(person), new Kept(rows.getBytes(1), rows.getBytes(2)));
                return Optional.of(new CommonRecord(DocumentBundle.readOwn(content).record().pieces().stream()
                        .filter(piece -> !hasEnded(piece, today)).toList()));
            }
        }
    }

    /** An end that cannot be read is none: a measure too many is seen rather than one too few. */
    private static boolean hasEnded(Piece piece, LocalDate today) {
        return MEASURES.contains(piece.kind()) && piece.resource().text(END)
                .filter(end -> end.length() >= 10 && end.substring(0, 10).compareTo(today.toString()) < 0).isPresent();
    }

    /** A sealed card is bound to its person. */
    private static ExchangeId place(Pseudonym person) {
        return new ExchangeId(new UUID(person.value().getLeastSignificantBits(),
                person.value().getMostSignificantBits()));
    }
}

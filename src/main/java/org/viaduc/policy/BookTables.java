package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.viaduc.model.Kind;
import org.viaduc.model.Language;
import org.viaduc.model.Section;
import org.viaduc.policy.BookPage.Table;

/** The tables of a rule book, as a lawyer reviews them. */
final class BookTables {
    private static final List<String> KEYS_FR = List.of("Règle", "Textes", "Phrase", "Dit à qui est refusé",
            "Finalités", "Déclencheur",
            "Qui envoie → qui reçoit (mission) : quoi", "Conditions", "Obligations", "À confirmer");
    private static final List<String> KEYS_EN = List.of("Rule", "Law", "Sentence", "Told to the refused", "Purposes",
            "Trigger",
            "Who sends → who receives (mission): what", "Conditions", "Obligations", "To be confirmed");

    private final RuleBook book;
    private final Language language;
    private final Optional<ProofReport> report;

    /** @param report shown with the laws, where the book has been proven */
    BookTables(RuleBook book, Language language, Optional<ProofReport> report) {
        this.book = book;
        this.language = language;
        this.report = report;
    }

    /** The tables, in their order: who reads, each road, roles, masks, articles, what is to be confirmed, laws. */
    List<Table> tables() {
        var tables = new ArrayList<Table>();
        tables.add(readers());
        for (var road : book.roads.values()) {
            tables.add(road(road));
        }
        for (var track : book.tracksWithoutRules()) {
            tables.add(new Table(track.word(), List.of(language.pick("Règle", "Rule")),
                    List.of(List.of(language.pick("sans règles (without rules)", "without rules")))));
        }
        tables.add(roles());
        tables.add(masks());
        var review = new BookReview(book, language);
        tables.add(review.articles());
        tables.add(review.toConfirm());
        tables.add(laws());
        return tables;
    }

    private Table road(Road road) {
        var keys = language == Language.FR ? KEYS_FR : KEYS_EN;
        var values = List.of(road.rule + " · " + book.imprint.titles().getOrDefault(road.rule, ""),
                String.join("\n", road.law.stream().map(cited -> book.dated(cited, language)).toList()),
                road.french + "\n" + road.english, refused(road), purposes(road), triggers(road),
                passages(road), conditions(road), obligations(road), String.join("\n", road.counsel));
        var rows = new ArrayList<List<String>>();
        for (var i = 0; i < keys.size(); i++) {
            if (!values.get(i).isBlank()) {
                rows.add(List.of(keys.get(i), values.get(i)));
            }
        }
        return new Table(road.track.word(), List.of(language.pick("Quoi", "What"), language.pick("Contenu", "Content")),
                rows);
    }

    /** What an office that is refused reads; who may not ask reads of an absent file. */
    private String refused(Road road) {
        var told = new ArrayList<Reason>();
        if (road.ase) {
            told.add(road.majority);
        }
        if (road.transport) {
            told.add(road.attestation);
        }
        road.conditions.stream().filter(condition -> condition.type() == Condition.Type.AGREED
                || condition.type() == Condition.Type.RESIDENCE).forEach(condition -> told.add(condition.reason()));
        var lines = new ArrayList<>(told.stream().map(reason -> reason.sentence(language) + " (" + String.join(", ",
                reason.law()) + ")").toList());
        lines.add(language.pick("Sinon : ", "Otherwise: ") + Decision.neutral(language));
        return String.join("\n", lines);
    }

    private static String purposes(Road road) {
        return String.join(", ", road.purposes.stream().map(Object::toString).toList());
    }

    private String triggers(Road road) {
        var words = new ArrayList<String>();
        for (var trigger : road.triggers) {
            words.add(trigger.fact() + (trigger.ended() == null ? "" : " (… " + trigger.ended() + ")")
                    + (trigger.notOnlyFinancial() ? " (only-financial: false)" : ""));
        }
        if (!road.asTracks.isEmpty()) {
            words.add(language.pick("puis celui de ", "then that of ") + road.asTracks);
        }
        if (road.ase) {
            words.add(language.pick("mineur, ou action-educative", "minor, or action-educative"));
        }
        return String.join("\n", words);
    }

    private String passages(Road road) {
        var lines = new ArrayList<String>();
        for (var passage : road.passages) {
            lines.add(roles(passage.from()) + " → " + roles(passage.to()) + " (" + missions(passage.missions()) + "): "
                    + Kinds.words(passage.release()) + (passage.mask() == 0
                            ? ""
                            : " · " + language.pick("masqué : ", "masked: ") + Kinds.words(passage.mask())));
        }
        if (road.onlyUnder != null) {
            lines.add(road.onlyUnder.fact() + ": " + Kinds.words(road.onlyUnder.kinds()) + " · "
                    + String.join(", ", road.onlyUnder.reason().law()));
        }
        if (road.closedWhile != null) {
            lines.add(road.closedWhile.fact() + " (… " + road.closedWhile.ended() + "): – "
                    + Kinds.words(road.closedWhile.kinds()));
        }
        return String.join("\n", lines);
    }

    private static String roles(long roles) {
        var words = new ArrayList<String>();
        for (var role : Role.values()) {
            if ((roles & role.bit()) != 0) {
                words.add(role.word());
            }
        }
        return String.join(", ", words);
    }

    private static String missions(int missions) {
        var words = new ArrayList<String>();
        for (var mission : Mission.values()) {
            if ((missions & mission.bit()) != 0) {
                words.add(mission.name());
            }
        }
        return words.isEmpty() ? "–" : String.join(", ", words);
    }

    private String conditions(Road road) {
        return String.join("\n", road.conditions.stream().map(condition -> condition.type().word()
                + (condition.facts().isEmpty() ? "" : " " + condition.facts())
                + (condition.missions() == 0 ? "" : " (" + missions(condition.missions()) + ")")
                + (condition.guards() == 0 ? "" : " [" + Kinds.words(condition.guards()) + "]") + " : "
                + condition.reason().sentence(language) + " " + String.join(", ", condition.reason().law())).toList());
    }

    private String obligations(Road road) {
        var words = new ArrayList<String>();
        if (road.toPeer) {
            book.commons.peerObligations.forEach(code -> words.add(code.word()));
        }
        road.obligations.forEach(code -> words.add(code.word()));
        road.retention.forEach((type, code) -> words.add(code.word() + " (" + type.word() + ")"));
        if (road.informAfterwards) {
            words.add("inform-parents / inform-person");
        }
        return String.join(", ", words);
    }

    /** Role × section × track: which tracks bring something of a section to a role. */
    private Table readers() {
        var head = new ArrayList<String>();
        head.add(language.pick("Destinataire", "Recipient"));
        for (var section : Section.values()) {
            head.add(section.name());
        }
        var rows = new ArrayList<List<String>>();
        for (var role : Role.values()) {
            var cells = new ArrayList<String>();
            cells.add(role.word());
            for (var section : Section.values()) {
                cells.add(String.join("\n", tracks(role, section)));
            }
            if (cells.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                rows.add(cells);
            }
        }
        return new Table(language.pick("Destinataire × rubrique × voie", "Recipient × section × track"), head, rows);
    }

    private List<String> tracks(Role role, Section section) {
        var tracks = new ArrayList<String>();
        for (var road : book.roads.values()) {
            var kinds = 0L;
            for (var passage : road.passages) {
                kinds |= (passage.to() & role.bit()) == 0 ? 0 : passage.release() | passage.mask();
            }
            if ((kinds & Kinds.of(section) & ~book.closedTo(role)) != 0 && !section.neverLeaves()) {
                tracks.add(road.track.word());
            }
        }
        return tracks;
    }

    private Table roles() {
        var head = new ArrayList<>(List.of("Code", language.pick("Fonction", "Office"),
                language.pick("Tenu au secret", "Bound"), language.pick("Texte", "Law")));
        head.addAll(book.roles.columns());
        var rows = new ArrayList<List<String>>();
        for (var row : book.roles.rows()) {
            var cells = new ArrayList<>(List.of(row.role().word(), row.title(), row.bound(), row.law()));
            book.roles.columns().forEach(column -> cells.add(row.cells().getOrDefault(column, "")));
            rows.add(cells);
        }
        return new Table(language.pick("Tableau B : les fonctions", "Table B: the roles"), head, rows);
    }

    private Table laws() {
        var rows = new ArrayList<List<String>>();
        for (var law : Law.values()) {
            rows.add(List.of(law.word(), law.sentence(language), law.citation()));
        }
        report.ifPresent(proof -> rows.add(List.of(language.pick("preuve", "proof"), proven(proof), "")));
        return new Table(language.pick("Ce que tout recueil respecte", "What every book keeps"),
                List.of(language.pick("Loi", "Law"), language.pick("Ce qu'elle dit", "What it says"),
                        language.pick("Textes", "Texts")),
                rows);
    }

    private String proven(ProofReport proof) {
        return proof.breach().map(CounterExample::message).orElseGet(() -> language.pick(
                "Toutes ces lois tiennent sur %,d questions, éprouvées par %,d essais de classes et %,d décisions.",
                "All these laws hold on %,d questions, tried as %,d classes by %,d decisions.")
                .formatted(proof.size(), proof.trials(), proof.decisions()));
    }

    private Table masks() {
        var rows = new ArrayList<List<String>>();
        for (var row : book.categories.rows()) {
            for (var kind : Kind.in(row.section())) {
                rows.add(List.of(kind.code(), row.category(), row.rgpd(), row.travels(),
                        String.join(", ", book.maskKeeps(kind).stream().map(Object::toString).toList())));
            }
        }
        return new Table(language.pick("Tableau C : les rubriques, et ce qu'un masque garde",
                "Table C: the sections, and what a mask keeps"),
                List.of("Code", language.pick("Rubrique", "Section"),
                        "RGPD", language.pick("Voyage", "Travels"), language.pick("Le masque garde", "A mask keeps")),
                rows);
    }
}

package org.viaduc.cli.demo.ardoise;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.viaduc.cli.demo.population.Household;
import org.viaduc.cli.demo.population.Item;
import org.viaduc.cli.demo.population.Item.Alert;
import org.viaduc.cli.demo.population.Item.Benefit;
import org.viaduc.cli.demo.population.Item.Contract;
import org.viaduc.cli.demo.population.Item.Happening;
import org.viaduc.cli.demo.population.Item.Income;
import org.viaduc.cli.demo.population.Item.Measure;
import org.viaduc.cli.demo.population.Item.Note;
import org.viaduc.cli.demo.population.Item.Report;
import org.viaduc.cli.demo.population.Item.Violence;
import org.viaduc.cli.demo.population.Member;
import org.viaduc.cli.demo.population.PaperReport;
import org.viaduc.cli.demo.population.Words;

/** How the case workers of D44 write the file of one person of an invented household. */
final class ArdoiseFiles {
    private final Household household;
    private final Member person;

    ArdoiseFiles(Household household, Member person) {
        this.household = household;
        this.person = person;
    }

    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        entries.add(user());
        entries.add(contact());
        household.members().stream().filter(each -> !each.number().equals(person.number()))
                .forEach(each -> entries.add(relative(each)));
        entries.add(Entry.of(Rubric.LOGEMENT, household.home().housing().ardoise(),
                household.home().difficulty().ardoise()));
        for (var item : person.items()) {
            entries.addAll(entries(item, person.number() + "-" + entries.size()));
        }
        return entries;
    }

    private Entry user() {
        var who = person.identity();
        return Entry.of(Rubric.USAGER, who.birthName(), who.usualName(), who.givenNamesText(), who.sex().ardoise(),
                who.born().toString(), who.birthPlaceCog(), person.qualified() ? "QUALIFIEE" : "PROVISOIRE",
                person.qualified() ? who.nir() : "", person.nationality().ardoise());
    }

    private Entry contact() {
        var home = household.home();
        return Entry.of(Rubric.COORDONNEES, home.line1(), home.line2(), home.place().postal(), home.place().name(),
                home.place().cog(), String.valueOf(home.secret()), home.phone());
    }

    private Entry relative(Member other) {
        var who = other.identity();
        return Entry.of(Rubric.PROCHE, tie(other), who.birthName(), who.givenNamesText(), who.born().toString(),
                other.authority().ardoise(), String.valueOf(other.concerned()), other.number());
    }

    /** What the other is to the person whose file this is. */
    private String tie(Member other) {
        var child = person.role().equals(Words.CHILD);
        if (other.role().equals(Words.CHILD)) {
            return child ? "FRATRIE" : "ENFANT";
        }
        if (child && (other.role().equals(Words.APPLICANT) || other.role().equals(Words.PARTNER))) {
            return other.identity().sex().equals(Words.FEMALE) ? "MERE" : "PERE";
        }
        return other.role().equals(Words.APPLICANT) ? "CONJOINT" : other.role().ardoise();
    }

    private static List<Entry> entries(Item item, String reference) {
        return switch (item) {
            case Benefit it -> benefit(it);
            case Income it -> List.of(Entry.of(Rubric.RESSOURCE, it.type().ardoise(), it.monthly().toPlainString(),
                    YearMonth.from(it.from()).toString()));
            case Contract it -> contract(it);
            case Alert it -> List.of(
                    Entry.of(Rubric.ALERTE, it.reference(), it.received().toString(), it.qualification().ardoise(),
                            it.informant(), it.relation(), it.text()),
                    Entry.of(Rubric.EVALUATION_ALERTE, it.reference(), it.received().plusDays(2).toString(),
                            it.state().ardoise(), it.evaluation()));
            case Measure it -> List.of(Entry.of(Rubric.MESURE, it.reference(),
                    it.judicial() ? "JUDICIAIRE" : "ADMINISTRATIVE", it.nature().ardoise(), it.type().ardoise(),
                    it.from().toString(), day(it.until()), it.service(), it.judge(), it.object()));
            case Report it -> List.of(report(it, reference));
            case Note it -> List.of(Entry.of(Rubric.NOTE, it.date().toString(), it.author(), it.text()));
            case Violence it -> List.of(Entry.of(Rubric.VIOLENCE, it.nature().ardoise(), it.from().toString(),
                    day(it.until()), it.detail()));
            case Happening it -> List.of(Entry.of(Rubric.FAIT, it.code().ardoise(), it.on().toString(),
                    it.value().ardoise(), it.author().ardoise()));
        };
    }

    private static List<Entry> benefit(Benefit it) {
        var entries = new ArrayList<Entry>();
        entries.add(Entry.of(Rubric.PRESTATION, it.type().ardoise(), it.status().ardoise(), it.from().toString(),
                day(it.until()), it.monthly().toPlainString()));
        it.overpaid().ifPresent(
                owed -> entries.add(Entry.of(Rubric.CREANCE, it.type().ardoise(), owed.toPlainString())));
        return entries;
    }

    private static List<Entry> contract(Contract it) {
        var entries = new ArrayList<Entry>();
        entries.add(Entry.of(Rubric.CONTRAT, it.reference(), it.signed().toString(), it.until().toString(),
                it.referent(), it.objectives()));
        it.actions().forEach(action -> entries
                .add(Entry.of(Rubric.ACTION, it.reference(), action.label(), action.status().ardoise())));
        it.healthObstacle().ifPresent(detail -> entries.add(Entry.of(Rubric.FREIN, "SANTE", detail)));
        return entries;
    }

    private static Entry report(Report it, String reference) {
        if (it.type().equals(Words.SYNTHESIS)) {
            return Entry.of(Rubric.SYNTHESE, it.date().toString(), it.author(), it.text());
        }
        var pdf = it.onPaper()
                ? Base64.getEncoder().encodeToString(PaperReport.pdf(List.of(it.author(), it.text())))
                : "";
        return Entry.of(Rubric.DOCUMENT, reference, it.type().ardoise(), it.date().toString(), it.author(), it.text(),
                it.onPaper() ? "application/pdf" : "", pdf);
    }

    private static String day(Optional<LocalDate> date) {
        return date.map(LocalDate::toString).orElse("");
    }
}

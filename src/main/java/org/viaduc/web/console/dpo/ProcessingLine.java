package org.viaduc.web.console.dpo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.viaduc.exchange.registers.ProcessingRegister;
import org.viaduc.model.Lexicon;
import org.viaduc.model.Section;
import org.viaduc.policy.Activity;
import org.viaduc.policy.ObligationCode;
import org.viaduc.policy.Role;
import org.viaduc.web.console.Say;

/**
 * One activity of the register of processing, in the reader's words.
 *
 * @param data    one line for each section
 * @param exchanges how often it has happened here, in figures
 */
public record ProcessingLine(String id, String name, String purpose, List<String> purposes, List<String> law,
        List<String> persons, List<String> data, List<String> recipients, List<String> retention, String exchanges) {
    private static final String BREAK = " | ";

    /** @param title what a role is called, in French, as table B of the rule book does */
    static ProcessingLine of(ProcessingRegister.Line line, Say say, Function<Role, String> title) {
        var activity = line.activity();
        return new ProcessingLine("activity-" + activity.track().word(), say.begin(activity.track().word()),
                say.pick(activity.french(), activity.english()),
                activity.purposes().stream().sorted().map(each -> say.word("purpose:" + each.word())).toList(),
                activity.law(), persons(activity, say), data(activity, say),
                activity.recipients().stream().map(role -> title.apply(role) + " (" + role + ")").distinct().toList(),
                retention(activity.retention(), say),
                say.pick("%d au départ d'ici, %d à l'arrivée", "%d from here, %d received").formatted(line.sent(),
                        line.received()));
    }

    private static List<String> persons(Activity activity, Say say) {
        var persons = new ArrayList<String>();
        persons.add(activity.ofMinors()
                ? say.pick("enfants et jeunes majeurs suivis", "children and young adults who are followed")
                : say.pick("personnes accompagnées", "persons who are supported"));
        if (activity.sections().contains(Section.S03)) {
            persons.add(say.pick("membres du foyer, titulaires de l'autorité parentale, représentants légaux",
                    "household members, holders of parental authority, legal representatives"));
        }
        persons.add(say.pick("agents des départements, par leur fonction et leur identifiant",
                "the departments' agents, by office and id"));
        return persons;
    }

    private static List<String> data(Activity activity, Say say) {
        var sections = EnumSet.noneOf(Section.class);
        sections.addAll(activity.sections());
        return sections.stream().map(section -> section + " " + say.word(section.name())
                + marks(section, activity, say)).toList();
    }

    private static String marks(Section section, Activity activity, Say say) {
        var marks = new ArrayList<String>();
        if (activity.special().contains(section)) {
            marks.add(say.pick("catégorie particulière, art. 9", "special category, art. 9"));
        }
        if (activity.penal().contains(section)) {
            marks.add(say.pick("données pénales, art. 10", "criminal data, art. 10"));
        }
        if (section == Section.S01) {
            marks.add(say.pick("dont NIR, LIL art. 30", "with the NIR, LIL art. 30"));
        }
        return marks.isEmpty() ? "" : " (" + String.join(" ; ", marks) + ")";
    }

    private static List<String> retention(Set<ObligationCode> codes, Say say) {
        var lines = new ArrayList<String>();
        if (codes.isEmpty()) {
            lines.add(say.pick("contenu non conservé : détruit à la fin de l'échange",
                    "content not kept: destroyed when the exchange ends"));
        }
        codes.forEach(code -> lines.add(say.pick("contenu : ", "content: ") + Lexicon.say(code.word(),
                say.language())));
        lines.add(say.pick("trace de l'échange : 36 mois (CRPA R. 114-9-7)",
                "trace of the exchange: 36 months (CRPA R114-9-7)"));
        return lines;
    }

    static List<String> head(Say say) {
        return say.pick("Activité|Finalité|Codes de finalité|Base légale|Personnes|Données|Destinataires|Départements"
                + "|Durées|Échanges|Responsable|Contact|DPO|Version du recueil|Établi le",
                "Activity|Purpose|Purpose codes|Legal basis|Persons|Data|Recipients|Departments|Retention|Exchanges"
                        + "|Controller|Contact|DPO|Rule book|As of")
                .lines().flatMap(line -> List.of(line.split("[|]")).stream()).toList();
    }

    List<String> cells(ProcessingRegister.Register register, Say say) {
        var missing = say.pick("non renseigné", "not said");
        var by = register.responsible();
        return List.of(name, purpose, joined(purposes), joined(law), joined(persons), joined(data),
                joined(recipients), register.peers().stream().map(Object::toString).collect(Collectors.joining(" ")),
                joined(retention), exchanges, by.controller().orElse(missing), by.contact().orElse(missing),
                by.dpo().orElse(missing), register.book(), register.on().toString());
    }

    private static String joined(Collection<String> lines) {
        return String.join(BREAK, lines);
    }
}

package org.viaduc.web.console.dpo;

import java.util.ArrayList;
import java.util.List;

import org.viaduc.exchange.registers.BreachRegister;
import org.viaduc.exchange.registers.BreachRegister.Breach;
import org.viaduc.web.console.Say;

/**
 * One breach, in the reader's words.
 *
 * @param facts    what happened, when it was known
 * @param data     whose and what data, about how many persons (RGPD 33(3)(a))
 * @param effects  what has become of the copy, as far as the recipient says
 * @param measures what was done
 * @param finding  whether the authority was told, in its time
 * @param word     of the finding, for the page's colours
 */
public record BreachLine(String exchange, List<String> facts, List<String> data, List<String> effects,
        List<String> measures, String finding, String word) {
    private static final String BREAK = " | ";

    /** Whether nobody has said yet what is done about the authority. */
    public boolean isOpen() {
        return word.startsWith("open");
    }

    static BreachLine of(Breach breach, Say say) {
        return new BreachLine(breach.exchange().toString(), facts(breach, say), data(breach, say),
                breach.access().map(each -> effects(each, say)).orElseGet(() -> effects(breach, say)),
                breach.access().map(each -> measures(breach, each, say)).orElseGet(() -> measures(breach, say)),
                finding(breach, say), breach.finding().word());
    }

    private static List<String> facts(Breach breach, Say say) {
        var other = say.department(breach.recipient().code());
        return List.of(breach.access().map(each -> say.pick(
                "Accès en urgence, jugé injustifié à la relecture : perte de confidentialité. Déclaré le "
                        + say.moment(each.declared()) + (each.isOurs()
                                ? " par un agent de ce département (" + each.role() + "), sur un dossier de : "
                                : " par un agent de l'autre département (" + each.role() + "), sur un dossier d'ici : ")
                        + other + ".",
                "Access in an emergency, found unjustified on review: loss of confidentiality. Declared on "
                        + say.moment(each.declared()) + (each.isOurs()
                                ? " by an agent of this department (" + each.role() + "), on a file of: "
                                : " by an agent of the other department (" + each.role() + "), on a file from here: ")
                        + other + "."))
                .orElseGet(() -> say.pick(
                        "Dossier remis pour une autre personne (rapprochement erroné) : perte de confidentialité.",
                        "File handed over for another person (wrong match): loss of confidentiality.")),
                say.pick("Connu le ", "Known on ") + say.moment(breach.known()),
                say.begin(breach.track().word()) + ", " + other);
    }

    private static List<String> data(Breach breach, Say say) {
        var lines = new ArrayList<String>();
        lines.add(breach.access().isPresent()
                ? say.pick("Une personne, et les tiers que nomme ce qui a été montré.",
                        "One person, and the third parties whom what was shown names.")
                : say.pick("Un dossier : une personne, et les tiers qu'il nomme.",
                        "One file: one person, and the third parties that it names."));
        if (breach.isTold()) {
            breach.sections().stream().sorted().forEach(section -> lines.add(section + " " + say.word(section.name())));
        } else {
            lines.add(say.pick("Rubriques : la trace est détruite, durée écoulée.",
                    "Sections: the trace is destroyed, its term is over."));
        }
        return lines;
    }

    private static List<String> effects(BreachRegister.Access access, Say say) {
        return List.of(access.isOurs()
                ? say.pick("Consulté ici " + access.readings() + " fois ; rien n'est entré dans un logiciel.",
                        "Opened here " + access.readings() + " times; nothing has gone into a local system.")
                : say.pick("Montré à l'autre département ; combien de fois, son journal le dit.",
                        "Shown to the other department; how often, its journal says."));
    }

    private static List<String> measures(Breach breach, BreachRegister.Access access, Say say) {
        return List.of(say.pick("Relu, jugé injustifié le ", "Reviewed, found unjustified on ")
                + say.moment(breach.known()),
                say.pick("Détruit au plus tard le ", "Shredded at the latest on ") + say.moment(access.until()));
    }

    private static List<String> effects(Breach breach, Say say) {
        var fates = breach.measures().stream().map(BreachRegister.Measure::fate).filter(fate -> !fate.isEmpty())
                .map(fate -> say.pick("Copie : ", "Copy: ") + say.word(fate)).toList();
        return fates.isEmpty()
                ? List.of(say.pick("Le destinataire n'a pas encore dit ce que la copie est devenue.",
                        "The recipient has not said yet what became of the copy."))
                : fates;
    }

    private static List<String> measures(Breach breach, Say say) {
        return breach.measures().stream().map(each -> say.pick("Destinataire prévenu le ", "Recipient told on ")
                + say.moment(each.told()) + " : " + say.word(each.state()) + ", " + say.moment(each.changed()))
                .toList();
    }

    private static String finding(Breach breach, Say say) {
        var due = say.moment(breach.due());
        var closed = breach.closed().map(say::moment).orElse("");
        return switch (breach.finding()) {
            case RUNNING -> say.pick("À qualifier avant le ", "To be judged before ") + due;
            case OVERDUE -> say.pick("Non qualifiée ; les 72 heures sont passées depuis le ",
                    "Not judged; the 72 hours have been over since ") + due;
            case TOLD_IN_TIME -> say.pick("CNIL informée, consigné le ", "Authority told, stated on ") + closed
                    + say.pick(" (dans les 72 heures)", " (within 72 hours)");
            case TOLD_LATE -> say.pick("CNIL informée, consigné le ", "Authority told, stated on ") + closed
                    + say.pick(" (après les 72 heures : motifs du retard à joindre, art. 33.1)",
                            " (after the 72 hours: reasons for the delay go with it, art. 33(1))");
            case NO_RISK -> say.pick("Pas de risque pour les droits et libertés, consigné le ",
                    "No risk to rights and freedoms, stated on ") + closed;
        };
    }

    static List<String> head(Say say) {
        return List.of(say.pick("Échange|Faits|Données et personnes|Effets|Mesures|Autorité",
                "Exchange|Facts|Data and persons|Effects|Measures|Authority").split("[|]"));
    }

    List<String> cells() {
        return List.of(exchange, String.join(BREAK, facts), String.join(BREAK, data), String.join(BREAK, effects),
                String.join(BREAK, measures), finding);
    }
}

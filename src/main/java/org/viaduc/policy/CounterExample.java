package org.viaduc.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.viaduc.model.Language;

/**
 * A case in which a book breaks a law, as small as can be: without any one of its facts, pieces or marks the law holds.
 *
 * @param french  the case in words
 * @param english the same in English
 */
public record CounterExample(Law law, String french, String english) {
    /** Law and case, French first. */
    public String message() {
        return "le recueil enfreint la loi `" + law.word() + "` : " + law.sentence(Language.FR) + " (" + law.citation()
                + ") ; contre-exemple : " + french + "\n  the book breaks the law `" + law.word() + "`: "
                + law.sentence(Language.EN) + " (" + law.citation() + "); counter-example: " + english;
    }

    static CounterExample of(Law law, String what) {
        return new CounterExample(law, what, what);
    }

    static CounterExample of(RuleBook book, Laws laws, Law law, Trial found) {
        var least = shrunk(laws, law, found);
        return new CounterExample(law, words(book, law, least, Language.FR), words(book, law, least, Language.EN));
    }

    private static Trial shrunk(Laws laws, Law law, Trial found) {
        var least = found;
        for (var isSmaller = true; isSmaller;) {
            isSmaller = false;
            for (var other : smaller(least)) {
                if (laws.broken(other, true).filter(law::equals).isPresent()) {
                    least = other;
                    isSmaller = true;
                    break;
                }
            }
        }
        return least;
    }

    private static List<Trial> smaller(Trial trial) {
        var smaller = new ArrayList<Trial>();
        var pieces = trial.file().pieces();
        for (var i = pieces.size() - 1; i >= 0 && pieces.size() > 1; i--) {
            smaller.add(trial.with(new FileFace(without(pieces, i), trial.file().age(), trial.file().discernment())));
        }
        for (var i = trial.facts().size() - 1; i >= 0; i--) {
            smaller.add(trial.with(without(trial.facts(), i)));
        }
        return smaller;
    }

    private static <T> List<T> without(List<T> list, int i) {
        var fewer = new ArrayList<>(list);
        fewer.remove(i);
        return fewer;
    }

    private static String words(RuleBook book, Law law, Trial trial, Language language) {
        var question = trial.question();
        var to = question.to();
        var out = new StringBuilder(language.pick("voie ", "track ")).append(question.track()).append(", ")
                .append(question.purpose()).append(", ").append(question.from().role()).append(" (")
                .append(question.from().department()).append(") → ").append(to.role()).append(" (")
                .append(to.department()).append(", ").append(to.named()
                        ? language.pick("désigné", "named")
                        : language.pick("non désigné", "not named"))
                .append(", ").append(to.boundFor().map(Mission::name).orElse(language.pick("sans mission",
                        "no mission")))
                .append(") ; ").append(person(trial.file(), language)).append(" ; ").append(language.pick("faits : ",
                        "facts: "))
                .append(facts(trial, language)).append(" ; ").append(language.pick("part : ", "leaves: "))
                .append(leaving(book, law, trial, language));
        return out.toString();
    }

    private static String person(FileFace file, Language language) {
        var age = file.age().isMinor(Trial.TODAY)
                ? language.pick("mineur", "minor")
                : file.age().isAdult(Trial.TODAY)
                        ? language.pick("majeur", "adult")
                        : language.pick("âge inconnu", "age unknown");
        return age + (file.discernment() ? language.pick(" capable de discernement", " with discernment") : "");
    }

    private static String facts(Trial trial, Language language) {
        if (trial.facts().isEmpty()) {
            return language.pick("aucun", "none");
        }
        return String.join(", ", trial.facts().stream().map(CounterExample::fact).toList());
    }

    private static String fact(Fact fact) {
        var fields = FactFields.write(fact.detail());
        return fact.kind().word() + (fields.isEmpty() ? "" : " " + fields);
    }

    private static String leaving(RuleBook book, Law law, Trial trial, Language language) {
        return switch (law) {
            case EVERY_PIECE -> language.pick("aucune décision possible", "no decision can be made");
            case PROTECTED_ADDRESS -> Kinds.words(trial.withProtectedAddress().leaving(book).any())
                    + language.pick(", adresse protégée comprise", ", a protected address included");
            case LESS_AGREEMENT -> more(book, trial, language);
            case ORDER -> Kinds.words(trial.leaving(book).any()) + language.pick(" ; dans l'autre ordre : ",
                    "; in the other order: ")
                    + Kinds.words(trial.with(trial.facts().reversed()).leaving(book.reversed()).any());
            default -> Kinds.words(trial.leaving(book).any());
        };
    }

    private static String more(RuleBook book, Trial trial, Language language) {
        var before = trial.leaving(book);
        for (var less : TrialFacts.lessAgreement()) {
            var after = trial.and(List.of(less)).leaving(book);
            if (after.isMoreThan(before)) {
                return after.more(before) + language.pick(", dès que s'y ajoute ", ", as soon as there is also ")
                        + fact(
                                less);
            }
        }
        return Set.of().toString();
    }
}

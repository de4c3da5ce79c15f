package org.viaduc.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.audit.PersonsView;
import org.viaduc.exchange.audit.Received;
import org.viaduc.model.Department;
import org.viaduc.model.Language;
import org.viaduc.person.Pseudonym;
import org.viaduc.policy.Role;
import org.viaduc.web.Problems.BadRequest;

/** Who received what about a person, for that person or an agent beside them (CRPA R114-9-7). Reading it is an entry. */
@RestController
@RequestMapping("/api")
@Tag(name = "person", description = "La personne / The person")
class PersonApi {
    private final PersonsView view;

    PersonApi(PersonsView view) {
        this.view = view;
    }

    /** Everything that may be shown. @param fr what the list is @param en the same in English */
    record ReceivedList(LocalDate since, String fr, String en, List<ReceivedView> received) {
        static ReceivedList of(PersonsView.Seen seen) {
            return new ReceivedList(seen.since(), """
                    Communications de votre dossier entre départements depuis le %s, telles qu'elles peuvent vous être \
                    montrées (CRPA R114-9-7).""".formatted(day(seen.since(), Language.FR)),
                    "Disclosures of your file between departments since %s, as far as they can be shown to you."
                            .formatted(day(seen.since(), Language.EN)),
                    seen.received().stream().map(ReceivedView::of).toList());
        }
    }

    /** One disclosure. @param fr the whole of it in one sentence @param en the same in English */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record ReceivedView(String reference, LocalDate on, String from, String to, String office, List<String> what,
            List<BasisView> basis, boolean takenBack, String fr, String en) {
        static ReceivedView of(Received each) {
            return new ReceivedView(each.reference().toString(), each.on(), each.from().code(),
                    each.to().map(Department::code).orElse(""), each.office(),
                    each.what().stream().map(section -> section.title(Language.FR)).toList(),
                    each.basis().stream().map(reason -> new BasisView(reason.rule(), reason.law(),
                            reason.sentence(Language.FR), reason.sentence(Language.EN))).toList(),
                    each.isTakenBack(), sentence(each, Language.FR), sentence(each, Language.EN));
        }
    }

    /** On what it rested. */
    record BasisView(String rule, List<String> law, String fr, String en) {}

    @GetMapping("/person/received")
    @Operation(summary = "Qui a reçu quoi à mon sujet / Who received what about me", description = """
            With a person's token (role `person`, claim `pseudonym`): the last 36 months, less what the law hides. What is hidden
            and what never happened look the same.""")
    ReceivedList mine(@AuthenticationPrincipal Jwt token) {
        var person = Who.person(token).orElseThrow(() -> new NoSuchElementException("the token names no person"));
        return ReceivedList.of(view.of(person, Role.PERSON, Who.of(token)));
    }

    @GetMapping("/persons/{person}/received")
    @Operation(summary = "Le même relevé, remis par un agent / The same, handed over by an agent", description = """
            `person` is a pseudonym of this node; `as` is `PERSON` (when none is given), `REPRESENTATIVE`, or `PARENTS` for who
            holds parental authority, with `born`, the child's day of birth as the agent has seen it; it is not kept. Of somebody
            of age parents see nothing.""")
    ReceivedList onBehalf(@PathVariable UUID person, @RequestParam(defaultValue = "PERSON") String as,
            @RequestParam Optional<LocalDate> born, @AuthenticationPrincipal Jwt token) {
        if (as.equals(Role.PARENTS.word()) && born.isPresent()) {
            return ReceivedList.of(view.ofChild(new Pseudonym(person), born.get(), Who.of(token)));
        }
        if (!List.of(Role.PERSON.word(), Role.REPRESENTATIVE.word()).contains(as) || born.isPresent()) {
            throw new BadRequest(
                    List.of("`as` is `PERSON`, `REPRESENTATIVE` or `PARENTS`; `born` goes with `PARENTS` and "
                            + "only with them"));
        }
        return ReceivedList.of(view.of(new Pseudonym(person), Role.of(as), Who.of(token)));
    }

    private static String sentence(Received each, Language language) {
        var what = each.what().stream().map(section -> section.title(language))
                .collect(Collectors.joining(language.pick(" ; ", "; ")));
        var to = each.to().map(department -> name(department, language) + office(each, language))
                .orElse(language.pick("un service habilité d'un autre département",
                        "a habilitated office of another department"));
        var law = each.basis().stream().map(reason -> reason.sentence(language) + " (" + cited(reason.law()) + ")")
                .collect(Collectors.joining(" "));
        return language.pick("Le %s, %s a transmis à %s : %s. %s%s", "On %s, %s sent to %s: %s. %s%s").formatted(
                day(each.on(), language), name(each.from(), language), to, what,
                language.pick("Base légale : ", "Legal basis: ") + law, each.isTakenBack()
                        ? language.pick(" La copie a été reprise depuis.", " The copy was taken back since.")
                        : "");
    }

    /** The articles, without how they were read. */
    private static String cited(List<String> law) {
        return law.stream().map(each -> each.replaceAll(" \\([A-Z0-9+]+\\)$", "")).collect(Collectors.joining(", "));
    }

    private static String office(Received each, Language language) {
        return each.office().isEmpty() ? "" : language.pick(" (", " (office: ") + each.office() + ")";
    }

    private static String name(Department department, Language language) {
        return department.isBelgian()
                ? language.pick("le CPAS ", "the CPAS ") + department.code()
                : language.pick("le département ", "the department ") + department.code().replaceFirst("^D", "");
    }

    private static String day(LocalDate day, Language language) {
        return day.format(java.time.format.DateTimeFormatter.ofPattern("d MMMM yyyy",
                language == Language.FR ? Locale.FRENCH : Locale.ENGLISH));
    }
}

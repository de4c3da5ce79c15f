package org.viaduc.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.audit.Answers;
import org.viaduc.exchange.audit.Deadlines;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;
import org.viaduc.journal.answers.Course;
import org.viaduc.journal.answers.Disclosure;
import org.viaduc.journal.answers.Emergency;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.person.Pseudonym;
import org.viaduc.web.Problems.BadRequest;

/** The auditor's questions. Every one is an entry itself; `next` of an answer is `page` of the question that goes on. */
@RestController
@RequestMapping("/api/journal")
@Tag(name = "audit", description = "Questions de l'auditeur / The auditor's questions")
class AnswersApi {
    private final Answers answers;
    private final Deadlines deadlines;
    private final NodeSettings settings;
    private final Clock clock;

    AnswersApi(Answers answers, Deadlines deadlines, NodeSettings settings, Clock clock) {
        this.answers = answers;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    /** Some of an answer. @param next where more of it begins; none at its end */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PageView<T>(List<T> found, String next) {
        static <T> PageView<T> of(List<T> found, Optional<Search.Mark> next) {
            return new PageView<>(found, next.map(Search.Mark::toString).orElse(null));
        }
    }

    /** Something that went from one department to another. */
    record DisclosureView(String exchange, Instant at, String from, String to, String track, String purpose,
            String role, List<String> released, List<String> masked, List<String> rules, String outcome) {
        static DisclosureView of(Disclosure each) {
            return new DisclosureView(each.exchange().toString(), each.at(), each.from().code(), each.to().code(),
                    each.track(), each.purpose(), each.role(), each.released(), each.masked(), each.rules(),
                    each.outcome().word());
        }
    }

    @GetMapping("/disclosures")
    @Operation(summary = "Qui a reçu quoi sur cette personne / Who received what about this person", description = """
            `person` is a pseudonym of this node. Newest first: what left for other departments and what arrived here.""")
    List<DisclosureView> disclosures(@RequestParam UUID person, @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to, @AuthenticationPrincipal Jwt token) {
        return answers.disclosures(new Pseudonym(person), Who.of(token)).stream()
                .filter(each -> from.filter(day -> settings.day(each.at()).isBefore(day)).isEmpty())
                .filter(each -> to.filter(day -> settings.day(each.at()).isAfter(day)).isEmpty())
                .map(DisclosureView::of).toList();
    }

    @GetMapping("/readings")
    @Operation(summary = "Ce que cet utilisateur a ouvert / What this user opened")
    PageView<JournalApi.EntryView> readings(@RequestParam String user, @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to, @RequestParam Optional<String> page,
            @RequestParam(defaultValue = "100") int limit, @AuthenticationPrincipal Jwt token) {
        var part = answers.readings(user, Within.search(settings, from, to, page, limit), Who.of(token));
        return PageView.of(part.found().stream().map(JournalApi.EntryView::of).toList(), part.next());
    }

    /** What became of one exchange. */
    record CourseView(String exchange, String way, String partner, String track, Instant began, Instant latest,
            String ending, String why, List<String> rules, List<DisclosureView> disclosures, List<String> recalls) {
        static CourseView of(Course each) {
            return new CourseView(each.exchange().toString(), each.way().word(),
                    each.peer().map(Department::code).orElse(""), each.track(), each.began(), each.latest(),
                    each.ending(), each.why(), each.rules(),
                    each.disclosures().stream().map(DisclosureView::of).toList(), each.recalls());
        }
    }

    @GetMapping("/releases")
    @Operation(summary = "Toutes les transmissions fondées sur une règle / Every release that rested on a rule", description = """
            `rule` as `R-ASE-IP`. A release that was decided and did not leave has no `disclosures`.""")
    PageView<CourseView> releases(@RequestParam String rule, @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to, @RequestParam Optional<String> page,
            @RequestParam(defaultValue = "100") int limit, @AuthenticationPrincipal Jwt token) {
        if (!rule.matches("R-[A-Z0-9]{1,16}(-[A-Z0-9]{1,16}){0,5}")) {
            throw new BadRequest(List.of("`rule` is the id of a rule, as R-ASE-IP"));
        }
        var part = answers.releases(rule, Within.search(settings, from, to, page, limit), Who.of(token));
        return PageView.of(part.found().stream().map(CourseView::of).toList(), part.next());
    }

    /** That something did not go on. @param now where the exchange stands by now */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StoppedView(Instant at, String what, String exchange, Map<String, String> details, CourseView now) {
        static StoppedView of(Answers.Stopped each) {
            return new StoppedView(each.entry().at(), each.entry().step().word(),
                    each.entry().exchange().map(ExchangeId::toString).orElse(null), each.entry().details(),
                    each.course().map(CourseView::of).orElse(null));
        }
    }

    @GetMapping("/endings")
    @Operation(summary = "Tout ce qui a été retenu, refusé ou mis en attente / Everything withheld, refused or awaited", description = """
            `of` is `withheld`, `refused` or `awaiting`. Also exchanges that have gone on since: `now` says where they stand.""")
    PageView<StoppedView> endings(@RequestParam String of, @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to, @RequestParam Optional<String> page,
            @RequestParam(defaultValue = "100") int limit, @AuthenticationPrincipal Jwt token) {
        var steps = switch (of) {
            case "withheld" -> new Step[]{Step.WITHHELD};
            case "refused" -> new Step[]{Step.REFUSED, Step.REFUSED_AT_DOOR};
            case "awaiting" -> new Step[]{Step.AWAITING};
            default -> throw new BadRequest(List.of("`of` is `withheld`, `refused` or `awaiting`"));
        };
        var part = answers.stopped(Within.search(settings, from, to, page, limit), Who.of(token), steps);
        return PageView.of(part.found().stream().map(StoppedView::of).toList(), part.next());
    }

    /** One use of the break-glass. @param review {@code in-time}, {@code late}, {@code never} or {@code due} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EmergencyView(String exchange, String peer, String declaredBy, String role, Instant declaredAt,
            String outcome, List<String> seen, List<Instant> readings, String toldBy, Instant toldAt, String review,
            Instant due, String reviewedBy, Instant reviewedAt, String finding) {
        static EmergencyView of(Emergency each, Instant now) {
            return new EmergencyView(each.exchange().toString(), each.peer().code(), each.declaredBy().toString(),
                    each.role(), each.declaredAt(), each.outcome(), each.seen(), each.readings(),
                    each.told().map(done -> done.by().toString()).orElse(null),
                    each.told().map(Emergency.Done::at).orElse(null), each.reviewed(now).word(), each.due(),
                    each.review().map(done -> done.by().toString()).orElse(null),
                    each.review().map(Emergency.Done::at).orElse(null),
                    each.review().map(Emergency.Done::finding).orElse(null));
        }
    }

    @GetMapping("/emergencies")
    @Operation(summary = "Les accès d'urgence et leurs relectures / Uses of the break-glass and their reviews")
    PageView<EmergencyView> emergencies(@RequestParam Optional<LocalDate> from, @RequestParam Optional<LocalDate> to,
            @RequestParam Optional<String> page, @RequestParam(defaultValue = "100") int limit,
            @AuthenticationPrincipal Jwt token) {
        var part = answers.emergencies(Within.search(settings, from, to, page, limit), Who.of(token));
        return PageView.of(part.found().stream().map(each -> EmergencyView.of(each, clock.instant())).toList(),
                part.next());
    }

    /** A deadline that was missed. @param done when it was done after all */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MissedView(String department, String other, String what, String exchange, LocalDate due, LocalDate done) {
        static MissedView of(Deadlines.Missed each) {
            return new MissedView(each.who().code(), each.other().code(), each.what(), each.exchange().toString(),
                    each.due(), each.done().orElse(null));
        }
    }

    @GetMapping("/deadlines")
    @Operation(summary = "Les délais manqués, par département / Deadlines missed, by department", description = """
            Those whose last day lies in the period (the last thirty days when none is given): `department` is whose it was.""")
    List<MissedView> deadlines(@RequestParam Optional<LocalDate> from, @RequestParam Optional<LocalDate> to,
            @AuthenticationPrincipal Jwt token) {
        return deadlines.missed(Within.period(settings, from, to, settings.day(clock.instant())), Who.of(token))
                .stream().map(MissedView::of).toList();
    }
}

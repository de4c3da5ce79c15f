package org.viaduc.web;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.JournalDesk;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.journal.About;
import org.viaduc.journal.Checkpoint;
import org.viaduc.journal.Contradiction;
import org.viaduc.journal.Journal;
import org.viaduc.journal.Search;
import org.viaduc.journal.Step;
import org.viaduc.journal.WitnessBook.Seen;
import org.viaduc.model.Department;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.Language;
import org.viaduc.person.Pseudonym;
import org.viaduc.web.Problems.BadRequest;

/** The journal, to be taken away and verified elsewhere. Taking it is an entry itself. */
@RestController
@RequestMapping("/api/journal")
@Tag(name = "journal", description = "Journal")
class JournalApi {
    private static final String LINES = "application/x-ndjson";

    private final JournalDesk journal;
    private final NodeSettings settings;
    private final EvidenceFiles files;

    JournalApi(JournalDesk journal, NodeSettings settings, EvidenceFiles files) {
        this.journal = journal;
        this.settings = settings;
        this.files = files;
    }

    /** A signed head. The signature is over five lines: format, origin, size, root, instant. */
    record CheckpointView(String origin, long size, String root, Instant instant, String signature) {
        static CheckpointView of(Checkpoint head) {
            return new CheckpointView(head.origin().code(), head.size(), head.rootHash().hex(), head.instant(),
                    head.signature());
        }
    }

    @GetMapping("/export")
    @Operation(summary = "Tout le journal, vérifiable seul / The whole journal, verifiable by itself", description = """
            As lines of JSON; with `format=asice` in a container that this node signs (ASiC-E, CAdES).""")
    void export(@RequestParam Optional<String> format, @AuthenticationPrincipal Jwt token,
            HttpServletResponse response) throws IOException {
        files.send(EvidenceFiles.Format.of(format), out -> journal.export(Who.of(token), out), response);
    }

    @GetMapping("/checkpoint")
    @Operation(summary = "La tête signée du journal, à l'instant / The signed head of the log, as of now")
    CheckpointView checkpoint() {
        return CheckpointView.of(journal.checkpoint());
    }

    /**
     * What is kept of the neighbours' journals, and who has seen which head of this one.
     *
     * @param contradictions empty while all of them only grew
     * @param unseen         neighbours that have not said yet which head of this journal they hold
     */
    record WitnessesView(List<CheckpointView> latest, List<ContradictionView> contradictions, List<SeenView> seen,
            List<String> unseen) {}

    /** The last head of this journal that a neighbour said to hold. @param stands whether this log still has it */
    record SeenView(String by, long size, String root, Instant signedAt, Instant toldAt, boolean stands) {
        static SeenView of(Seen each) {
            return new SeenView(each.by().code(), each.size(), each.root().hex(), each.signedAt(), each.toldAt(),
                    each.stands());
        }
    }

    /** Two signed heads that prove that a node changed its past. */
    record ContradictionView(String origin, String kind, String fr, String en, CheckpointView first,
            CheckpointView second) {
        static ContradictionView of(Contradiction each) {
            return new ContradictionView(each.origin().code(), each.kind().word(), each.sentence(Language.FR),
                    each.sentence(Language.EN), CheckpointView.of(each.first()), CheckpointView.of(each.second()));
        }
    }

    @GetMapping("/witnesses")
    @Operation(summary = "Les têtes des voisins, ce qu'elles prouvent, et qui a vu les nôtres / Neighbours' heads, what they prove, and who saw ours")
    WitnessesView witnesses(@AuthenticationPrincipal Jwt token) {
        var witnessed = journal.witnessed(Who.of(token));
        return new WitnessesView(witnessed.latest().stream().map(CheckpointView::of).toList(),
                witnessed.contradictions().stream().map(ContradictionView::of).toList(),
                witnessed.seen().stream().map(SeenView::of).toList(),
                witnessed.unseen().stream().map(Department::code).toList());
    }

    /** One entry. @param index its place in the log; none until it has one */
    record EntryView(Long index, Instant at, String actor, String step, String exchange, Map<String, String> details) {
        static EntryView of(Journal.Placed placed) {
            var entry = placed.entry();
            return new EntryView(placed.place().orElse(null), entry.at(), entry.actor().toString(), entry.step().word(),
                    entry.exchange().map(ExchangeId::toString).orElse(null), entry.details());
        }
    }

    @GetMapping("/entries")
    @Operation(summary = "Chercher dans le journal / Search the journal", description = """
            Newest first, all conditions together: `person` (a pseudonym: all exchanges about them), `peer` (a department),
            `actor` (a login: what that user did and opened), `rule` (as `R-ASE-IP`: what rested on it), `step` (as `released`,
            `withheld`, `refused`, `awaiting`, `broken-glass`, `read`), `from` and `to` (days). Looking is itself an entry.""")
    List<EntryView> entries(@RequestParam Optional<UUID> person, @RequestParam Optional<String> peer,
            @RequestParam Optional<String> actor, @RequestParam Optional<String> rule,
            @RequestParam Optional<String> step, @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to, @RequestParam(defaultValue = "100") int limit,
            @AuthenticationPrincipal Jwt token) {
        try {
            var search = Within.search(settings, from, to, Optional.empty(), limit);
            search = person.map(Pseudonym::new).map(search::about).orElse(search);
            search = peer.map(Department::new).map(search::with).orElse(search);
            search = actor.map(search::by).orElse(search);
            search = rule.map(search::under).orElse(search);
            search = step.map(Step::of).map(search::of).orElse(search);
            return journal.search(search, Who.of(token)).stream().map(EntryView::of).toList();
        } catch (IllegalArgumentException e) {
            throw new BadRequest(List.of("`peer` is a department, `step` a word of the journal, `rule` as R-ASE-IP"));
        }
    }

    @GetMapping("/consistency")
    @Operation(summary = "La preuve que le journal n'a fait que grandir / The proof that the log only grew", description = """
            Between two sizes (RFC 9162, section 2.1.4), as lines of JSON that `journal verify` checks with nothing else.""")
    void consistency(@RequestParam long from, @RequestParam Optional<Long> to, @AuthenticationPrincipal Jwt token,
            HttpServletResponse response) throws IOException {
        var last = to.orElseGet(() -> journal.checkpoint().size());
        if (from < 0 || from > last) {
            throw new BadRequest(List.of("`from` and `to` are sizes of the log, the smaller first"));
        }
        response.setContentType(LINES);
        journal.evidence(new About.Growth(from, last), Who.of(token), response.getOutputStream());
    }

    @GetMapping("/evidence")
    @Operation(summary = "Une partie du journal avec ses preuves / A part of the journal with its proofs", description = """
            One `entry` by its place, one `exchange`, one `person` (pseudonym), or the days `from` … `to`: each entry with its
            inclusion proof (RFC 9162, section 2.1.3), the signed head, neighbours' heads, keys, receipts and the sentences of
            the rules, as lines of JSON that `journal verify` checks with nothing else; with `format=asice` in a container that
            this node signs (ASiC-E, CAdES).""")
    void evidence(@RequestParam Optional<Long> entry, @RequestParam Optional<String> exchange,
            @RequestParam Optional<UUID> person, @RequestParam Optional<LocalDate> from,
            @RequestParam Optional<LocalDate> to, @RequestParam Optional<String> format,
            @AuthenticationPrincipal Jwt token, HttpServletResponse response) throws IOException {
        var about = about(entry, exchange, person, from, to);
        files.send(EvidenceFiles.Format.of(format), out -> journal.evidence(about, Who.of(token), out), response);
    }

    private About about(Optional<Long> entry, Optional<String> exchange, Optional<UUID> person,
            Optional<LocalDate> from, Optional<LocalDate> to) {
        var asked = Stream.of(entry, exchange, person, from).filter(Optional::isPresent).count();
        if (asked != 1 || from.isPresent() != to.isPresent() || entry.filter(index -> index < 0).isPresent()
                || from.isPresent() && from.get().isAfter(to.get())) {
            throw new BadRequest(List.of("give `entry`, or `exchange`, or `person`, or `from` and `to`"));
        }
        return entry.<About>map(About.OneEntry::new)
                .or(() -> exchange.map(ExchangeApi::id).map(About.OneExchange::new))
                .or(() -> person.map(Pseudonym::new).map(About.OnePerson::new))
                .orElseGet(() -> new About.Period(from.orElseThrow().atStartOfDay(settings.zone()).toInstant(),
                        to.orElseThrow().plusDays(1).atStartOfDay(settings.zone()).toInstant()));
    }
}

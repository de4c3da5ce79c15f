package org.viaduc.web.console.caseworker;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.Clocks;
import org.viaduc.exchange.Deadline.Nearness;
import org.viaduc.exchange.NobodyDelivers;
import org.viaduc.exchange.TrayDesk;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.handover.HandOver;
import org.viaduc.exchange.handover.HandingOver;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.Part;
import org.viaduc.web.console.Say;
import org.viaduc.web.login.Visitor;

/** What waits at this node, what is due first on top. */
@Controller
@Hidden
public class TrayPages {
    private static final int PAGE = 100;

    private final TrayDesk tray;
    private final Clocks clocks;
    private final HandingOver handingOver;
    private final NodeSettings settings;

    TrayPages(TrayDesk tray, Clocks clocks, HandingOver handingOver, NodeSettings settings) {
        this.tray = tray;
        this.clocks = clocks;
        this.handingOver = handingOver;
        this.settings = settings;
    }

    /**
     * One thing that waits.
     *
     * @param what as in the interface, or {@code obligation}, or {@code offer} of a responsibility
     * @param on   the facts, doubts or duties it is about
     * @param to   where it is dealt with; empty where there is no page for it
     */
    public record Line(String id, String what, String direction, List<String> on, LocalDate due, Nearness nearness,
            Instant since, String to) {
        private static final Set<String> TRIED = Set.of("retries-exhausted", "peer-unreachable", "outcome-unknown");

        /** The end of the keys of what a page says of it: of what is parked, by what has to be settled. */
        public String sort() {
            if (!what.equals("parked")) {
                return what + ".one";
            }
            if (on.contains("over-budget")) {
                return "parked.loss";
            }
            if (to.endsWith("/person")) {
                return "parked.person";
            }
            return on.contains("delivery-outcome-unknown")
                    ? "parked.look"
                    : on.stream().anyMatch(TRIED::contains) ? "parked.again" : "parked.repair";
        }

        /** The beginning of its reference, by which two that are alike are told apart. */
        public String reference() {
            return id.substring(0, 13);
        }

        static Line of(TrayDesk.Waiting each, Nearness nearness) {
            var exchange = "/exchanges/" + each.id();
            return new Line(each.id().toString(), each.what(),
                    each.what().equals("claim") ? "person" : each.direction().word(), Say.listed(each.on()),
                    each.due().orElse(null), nearness, each.since(), switch (each.what()) {
                        case "parked" -> each.candidates().isEmpty() && isDoubtless(each)
                                ? exchange
                                : "/tray/" + each.id() + "/person";
                        case "choosing", "telling", "refused", "unanswered", "breach" -> "/follow-ups";
                        case "to-do" -> "/emergencies";
                        case "claim" -> "/claims";
                        case "quarantined" -> "/tray/" + each.id() + "/quarantine";
                        case "rewritten", "own-rewritten" -> "";
                        default -> exchange;
                    });
        }

        /** A collected file that loses too much has no exchange yet: it is settled where it is said whom it is about. */
        private static boolean isDoubtless(TrayDesk.Waiting each) {
            return !each.on().equals("unreadable-facts")
                    && !(each.on().contains("over-budget") && each.direction() == Journey.Direction.OUT);
        }

        static Line of(Clocks.Running each) {
            return new Line(each.id().toString(), "obligation", each.direction().word(), List.of(each.code()),
                    each.deadline().map(deadline -> deadline.due()).orElse(null), each.nearness(), each.since(),
                    "/exchanges/" + each.id());
        }

        static Line of(HandOver each) {
            return new Line(each.exchange().toString(), "offer", "in", List.of(), null, Nearness.RUNNING,
                    each.changedAt(), "/exchanges/" + each.exchange());
        }
    }

    @GetMapping("/tray")
    String tray(@RequestParam Optional<String> what, @RequestParam(defaultValue = "0") int after,
            @ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        var all = new ArrayList<Line>();
        tray.waiting(visitor.actor()).forEach(each -> all.add(Line.of(each, clocks.nearness(each))));
        clocks.running().forEach(each -> all.add(Line.of(each)));
        handingOver.open().stream().filter(TrayPages::isOfferedToUs).forEach(each -> all.add(Line.of(each)));
        all.sort(Comparator.comparing(Line::nearness).reversed()
                .thenComparing(Line::due, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Line::since));
        var counts = all.stream().collect(Collectors.groupingBy(Line::what, TreeMap::new, Collectors.counting()));
        var chosen = what.filter(counts::containsKey);
        model.addAttribute("counts", counts);
        model.addAttribute("all", all.size());
        model.addAttribute("what", chosen.orElse(""));
        var part = Part.of(
                all.stream().filter(each -> chosen.isEmpty() || chosen.get().equals(each.what)).toList(), after, PAGE);
        model.addAttribute("part", part);
        model.addAttribute("about", about(part.shown(), visitor, OnEveryPage.say(settings, locale)));
        return "tray";
    }

    /** By id, what each is about, in the reader's words: the road, the other department, the software. */
    private Map<String, List<String>> about(List<Line> shown, Visitor visitor, Say say) {
        var ids = shown.stream().map(each -> Given.exchange(each.id)).toList();
        return tray.gists(ids, visitor.actor()).entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().toString(), each -> words(each.getValue(), say)));
    }

    private List<String> words(TrayDesk.Gist gist, Say say) {
        var words = new ArrayList<String>();
        gist.track().ifPresent(track -> words.add(say.begin(track.word())));
        gist.peer().ifPresent(peer -> words.add(say.department(peer.code())));
        if (!gist.connector().isEmpty()) {
            words.add(say.pick("Logiciel ", "Software ") + Optional
                    .ofNullable(settings.connectors().get(gist.connector())).map(NodeSettings.Connector::system)
                    .orElse(gist.connector()));
        }
        return words;
    }

    /** More was lost in translation than the connector allows: it goes on all the same, or not. */
    @PostMapping("/tray/{id}/loss")
    String loss(@PathVariable String id, @RequestParam(defaultValue = "") String act,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        try {
            switch (act) {
                case "accept" -> tray.acceptLoss(Given.exchange(id), visitor.actor());
                case "refuse" -> tray.refuse(Given.exchange(id), visitor.actor());
                default -> throw new NoSuchElementException("no such act");
            }
            next.addFlashAttribute("done", "done.loss-" + act);
        } catch (NobodyDelivers e) {
            next.addFlashAttribute("undone", "undone.nobody-delivers");
        }
        return "redirect:/tray";
    }

    private static boolean isOfferedToUs(HandOver each) {
        return each.side() == HandOver.Side.TAKING && each.stage() == HandOver.Stage.OFFERED;
    }

    @PostMapping("/tray/{id}/done")
    String done(@PathVariable String id, @RequestParam Map<String, String> fields,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        var form = new Given(fields);
        var code = form.required("code", text -> text);
        form.speak();
        if (!tray.looked(Given.exchange(id), code.orElseThrow(), visitor.actor())) {
            clocks.done(Given.exchange(id), code.orElseThrow(), visitor.actor());
        }
        next.addFlashAttribute("done", "done.duty");
        return "redirect:/tray";
    }
}

package org.viaduc.web.console.exchange;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
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

import org.viaduc.exchange.Counter;
import org.viaduc.exchange.NobodyDelivers;
import org.viaduc.exchange.Previewing;
import org.viaduc.exchange.ShelterDesk;
import org.viaduc.exchange.TrayDesk;
import org.viaduc.exchange.access.OwnAccess;
import org.viaduc.exchange.desk.Journey;
import org.viaduc.exchange.desk.State;
import org.viaduc.exchange.handover.HandOver;
import org.viaduc.exchange.handover.HandingOver;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.rights.Matter;
import org.viaduc.exchange.rights.Rights;
import org.viaduc.exchange.way.Astray;
import org.viaduc.model.Department;
import org.viaduc.model.Track;
import org.viaduc.policy.Role;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Crumb;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.Say;
import org.viaduc.web.login.UserRole;
import org.viaduc.web.login.Visitor;

/** The exchanges of this node, and one of them: what leaves, what stays and why, what happened, what can be done. */
@Controller
@Hidden
public class ExchangePages {
    private static final int MOST = 200;
    private static final String OVER_BUDGET = "over-budget";
    private static final List<Crumb> BELOW = List.of(new Crumb("/exchanges", "menu.exchanges"));

    private final Counter counter;
    private final TrayDesk tray;
    private final HandingOver handingOver;
    private final ShelterDesk shelter;
    private final Previewing previewing;
    private final Rights rights;
    private final NodeSettings settings;
    private final Clock clock;

    ExchangePages(Counter counter, TrayDesk tray, HandingOver handingOver, ShelterDesk shelter,
            Previewing previewing, Rights rights, NodeSettings settings, Clock clock) {
        this.clock = clock;
        this.rights = rights;
        this.previewing = previewing;
        this.counter = counter;
        this.tray = tray;
        this.handingOver = handingOver;
        this.shelter = shelter;
        this.settings = settings;
    }

    /**
     * What may be done about an exchange, by where it stands.
     *
     * @param loss  more was lost than the connector allows: to be accepted or refused
     * @param stay  it goes to a department to which nothing can go: that it stays is for a person to say
     * @param tell  a copy has left: whoever has it may be told what has happened
     * @param close it is a request of ours that is still open
     * @param fetch an extract lies ready for the person
     */
    public record Acts(boolean fact, boolean confirm, boolean cancel, boolean retry, boolean offer, boolean answer,
            boolean withdraw, boolean loss, boolean stay, boolean tell, boolean close, boolean fetch) {
        static final Acts NONE = new Acts(false, false, false, false, false, false, false, false, false, false, false,
                false);
    }

    @GetMapping("/exchanges")
    String list(@RequestParam Optional<String> state, @ModelAttribute("visitor") Visitor visitor, Model model) {
        var all = counter.latest(MOST, visitor.actor());
        var counts = all.stream().collect(
                Collectors.groupingBy(each -> each.state().word(), TreeMap::new, Collectors.counting()));
        model.addAttribute("counts", counts);
        model.addAttribute("all", all.size());
        model.addAttribute("state", state.filter(counts::containsKey).orElse(""));
        model.addAttribute("journeys",
                all.stream().filter(each -> state.filter(counts::containsKey).filter(
                        word -> !word.equals(each.state().word())).isEmpty()).toList());
        return "exchanges";
    }

    @GetMapping("/exchanges/{id}")
    String one(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        var exchange = Given.exchange(id);
        var seen = counter.read(exchange, visitor.actor())
                .orElseThrow(() -> new NoSuchElementException("no such exchange"));
        var say = OnEveryPage.say(settings, locale);
        var journey = seen.journey();
        var isHidden = !shelter.hidden(List.of(exchange), visitor.actor()).isEmpty();
        var handOver = handingOver.of(exchange).map(each -> isHidden ? withoutPeer(each) : each);
        model.addAttribute("crumbs", BELOW);
        model.addAttribute("journey", journey);
        model.addAttribute("awaits", Say.listed(journey.awaits()));
        model.addAttribute("reasons", Say.listed(journey.reason()));
        model.addAttribute("decision", DecisionView.of(seen.account().decision(), say).orElse(null));
        model.addAttribute("ledger", LedgerView.of(seen.account().ledger()).orElse(null));
        model.addAttribute("peerLedger", LedgerView.of(seen.account().peerLedger()).orElse(null));
        model.addAttribute("steps", seen.steps().stream().map(each -> StepLine.of(each, say)).toList());
        model.addAttribute("handOver", handOver.orElse(null));
        model.addAttribute("followUps",
                rights.of(exchange).stream().map(each -> FollowUpLine.of(each, isHidden)).toList());
        model.addAttribute("matters",
                Choice.of(Arrays.stream(Matter.values()).map(Matter::word).toList(), say));
        model.addAttribute("askers",
                Choice.of(OwnAccess.ASKERS.stream().map(Role::word).toList(), say));
        model.addAttribute("form", new Given(Map.of("given-on", settings.day(clock.instant()).toString())));
        model.addAttribute("audits", visitor.roles().contains(UserRole.AUDITOR));
        model.addAttribute("acts", visitor.roles().contains(UserRole.CASE_WORKER)
                ? acts(journey, handOver, previewing.isHeld(exchange))
                : Acts.NONE);
        return "exchange";
    }

    private static HandOver withoutPeer(HandOver each) {
        return new HandOver(each.exchange(), each.side(), Department.UNKNOWN, each.stage(), each.reason(),
                each.latest(), each.round(), each.openedAt(), each.changedAt());
    }

    private static Acts acts(Journey journey, Optional<HandOver> handOver, boolean isHeld) {
        var isOffered = handOver.filter(each -> each.stage() == HandOver.Stage.OFFERED);
        return new Acts(journey.person().isPresent(),
                isHeld && journey.awaits().equals(Journey.CONFIRMATION),
                isHeld && journey.state() == State.AWAITING,
                journey.state() == State.PARKED && !journey.reason().isEmpty() && !isOverBudget(journey),
                journey.direction() == Journey.Direction.OUT && journey.state() == State.DELIVERED
                        && journey.track() != Track.PERSON_ACCESS
                        && handOver.filter(HandOver::isOurs).isPresent() == handOver.isPresent()
                        && isOffered.isEmpty(),
                isOffered.filter(each -> each.side() == HandOver.Side.TAKING).isPresent(),
                isOffered.filter(each -> each.side() == HandOver.Side.GIVING).isPresent(),
                isOverBudget(journey), Astray.isAstray(journey) && !isHeld,
                journey.direction() == Journey.Direction.OUT && !journey.receivedDigest().isEmpty(),
                journey.isRequest() && !journey.state().isEnding(),
                journey.state() == State.READY);
    }

    private static boolean isOverBudget(Journey journey) {
        return journey.state() == State.PARKED && journey.reason().equals(OVER_BUDGET);
    }

    @PostMapping("/exchanges/{id}/retry")
    String retry(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        try {
            tray.retry(Given.exchange(id), visitor.actor());
            next.addFlashAttribute("done", "done.retried");
        } catch (NobodyDelivers e) {
            next.addFlashAttribute("undone", "undone.nobody-delivers");
        }
        return "redirect:/exchanges/{id}";
    }

    @PostMapping("/exchanges/{id}/hand-over")
    String handOver(@PathVariable String id, @RequestParam Map<String, String> fields,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        var exchange = Given.exchange(id);
        try {
            switch (fields.getOrDefault("act", "")) {
                case "offer" -> handingOver.offer(exchange, visitor.actor());
                case "accept" -> handingOver.accept(exchange, visitor.actor());
                case "withdraw" -> handingOver.withdraw(exchange, visitor.actor());
                case "refuse" -> handingOver.refuse(exchange, fields.getOrDefault("reason", ""), visitor.actor());
                default -> throw new NoSuchElementException("no such act");
            }
            next.addFlashAttribute("done", "done.hand-over");
        } catch (IllegalArgumentException e) {
            next.addFlashAttribute("undone", "undone.reason");
        }
        return "redirect:/exchanges/{id}";
    }
}

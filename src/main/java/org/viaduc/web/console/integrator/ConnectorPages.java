package org.viaduc.web.console.integrator;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.connectors.RouteSwap;
import org.viaduc.connectors.kit.certify.Certificate;
import org.viaduc.connectors.picture.RoutePicture;
import org.viaduc.connectors.versions.Comparing;
import org.viaduc.connectors.versions.NotInForce;
import org.viaduc.connectors.versions.Versions;
import org.viaduc.exchange.ConnectorDesk;
import org.viaduc.exchange.TrayDesk;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.mapping.MappingsInForce;
import org.viaduc.web.console.Crumb;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.exchange.StepLine;
import org.viaduc.web.login.Visitor;

/** The connectors of this node; one of them with its routes, versions, parked files and latest steps; its certificate. */
@Controller
@Hidden
public class ConnectorPages {
    private static final Crumb BACK = new Crumb("/connectors", "menu.connectors");

    private final ConnectorLines lines;
    private final ConnectorDesk desk;
    private final TrayDesk tray;
    private final Versions versions;
    private final Comparing comparing;
    private final RouteSwap routes;
    private final MappingsInForce mappings;
    private final NodeSettings settings;

    ConnectorPages(ConnectorLines lines, ConnectorDesk desk, TrayDesk tray, Versions versions, Comparing comparing,
            RouteSwap routes, MappingsInForce mappings, NodeSettings settings) {
        this.lines = lines;
        this.desk = desk;
        this.tray = tray;
        this.versions = versions;
        this.comparing = comparing;
        this.routes = routes;
        this.mappings = mappings;
        this.settings = settings;
    }

    @GetMapping("/connectors")
    String all(Model model) {
        model.addAttribute("connectors", lines.all());
        model.addAttribute("systems", mappings.book().systems().stream().sorted().toList());
        return "connectors";
    }

    @GetMapping("/connectors/{name}")
    String one(@PathVariable String name, @ModelAttribute("visitor") Visitor visitor, Locale locale, Model model) {
        var line = lines.one(name);
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("crumbs", List.of(BACK));
        model.addAttribute("line", line);
        model.addAttribute("drawings", RoutePicture.of(line.connector(), routes.running()).stream()
                .filter(each -> !each.stops().isEmpty()).map(RouteDrawing::of).toList());
        model.addAttribute("standing", versions.standing().stream().filter(each -> each.connector().equals(name))
                .findFirst().orElseThrow());
        model.addAttribute("parked", desk.parked(line.connector()));
        model.addAttribute("steps", desk.steps(line.connector(), visitor.actor()).stream()
                .map(each -> new Moved(each.exchange().map(id -> id.toString().substring(0, 13)).orElse(""),
                        StepLine.of(each, say)))
                .toList());
        return "connector";
    }

    /** One step in the log. @param exchange the beginning of its id */
    public record Moved(String exchange, StepLine step) {}

    @GetMapping("/connectors/{name}/certificate")
    String certificate(@PathVariable String name, Model model) {
        var line = lines.one(name);
        model.addAttribute("crumbs", List.of(BACK, new Crumb("/connectors/" + name, "connector.crumb")));
        model.addAttribute("line", line);
        model.addAttribute("certificate", lines.certificate(line.connector()).orElse(null));
        model.addAttribute("verdicts", Certificate.Result.values());
        return "certificate";
    }

    @GetMapping("/connectors/{name}/versions/{day}")
    String difference(@PathVariable String name, @PathVariable String day, @ModelAttribute("visitor") Visitor visitor,
            Locale locale, Model model) {
        connector(name);
        model.addAttribute("crumbs", List.of(BACK, new Crumb("/connectors/" + name, "connector.crumb")));
        model.addAttribute("name", name);
        model.addAttribute("day", OnEveryPage.say(settings, locale).version(day));
        model.addAttribute("mistakes", List.of());
        model.addAttribute("difference", null);
        try {
            model.addAttribute("difference",
                    comparing.compare(name, day, java.util.Optional.empty(), visitor.actor()));
        } catch (NotInForce e) {
            model.addAttribute("mistakes", e.faults());
        }
        return "connector-version";
    }

    /** What failed behind this connector is tried again; what waits for a case worker's word is not. */
    @PostMapping("/connectors/{name}/parked/{id}/replay")
    String replay(@PathVariable String name, @PathVariable String id, @ModelAttribute("visitor") Visitor visitor,
            RedirectAttributes next) {
        var exchange = Given.exchange(id);
        var isOurs = desk.parked(connector(name)).stream()
                .anyMatch(each -> each.id().equals(exchange) && each.replayable());
        try {
            if (isOurs) {
                tray.retry(exchange, visitor.actor());
            }
            next.addFlashAttribute(isOurs ? "done" : "undone", isOurs ? "done.replayed" : "undone.replayed");
        } catch (NoSuchElementException e) {
            next.addFlashAttribute("undone", "undone.replayed");
        }
        return "redirect:/connectors/{name}";
    }

    private Connector connector(String name) {
        return java.util.Optional.ofNullable(settings.connectors().get(name))
                .orElseThrow(() -> new NoSuchElementException("no such connector"));
    }
}

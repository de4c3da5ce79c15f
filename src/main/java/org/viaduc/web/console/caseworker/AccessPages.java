package org.viaduc.web.console.caseworker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.servlet.http.HttpServletResponse;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import org.viaduc.exchange.access.AgentsOnly;
import org.viaduc.exchange.access.Extracts;
import org.viaduc.exchange.access.Handout;
import org.viaduc.exchange.access.OwnAccess;
import org.viaduc.exchange.access.Part;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.model.ExchangeId;
import org.viaduc.policy.Role;
import org.viaduc.web.console.Choice;
import org.viaduc.web.console.Given;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.login.Visitor;

/** Somebody stands before the agent and asks for their own file: open it, fetch it whole, say that it was handed over. */
@Controller
@Hidden
public class AccessPages {
    private static final Pattern DOCUMENT = Pattern.compile("\"url\"\\s*:\\s*\"(document-[0-9]+[.][a-z]+)\"");
    private static final List<String> ASKERS = OwnAccess.ASKERS.stream().map(Role::word).toList();

    private final OwnAccess access;
    private final Extracts extracts;
    private final NodeSettings settings;

    AccessPages(OwnAccess access, Extracts extracts, NodeSettings settings) {
        this.access = access;
        this.extracts = extracts;
        this.settings = settings;
    }

    @GetMapping("/access/new")
    String form(Locale locale, Model model) {
        return form(Given.nothing(), locale, model);
    }

    private String form(Given form, Locale locale, Model model) {
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("form", form);
        model.addAttribute("connectors", settings.connectors().values().stream().filter(Connector::collects)
                .map(each -> new Choice(each.name(), each.name())).toList());
        model.addAttribute("askers", Choice.of(ASKERS, say));
        return "access";
    }

    @PostMapping("/access/new")
    String ask(@RequestParam Map<String, String> fields, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            Model model, RedirectAttributes next) {
        var form = new Given(fields);
        var connector = form.required("connector", text -> text);
        var localId = form.required("localId", text -> text);
        var asker = form.required("asker", AccessPages::asker);
        if (!form.isFaulty()) {
            try {
                var id = access.ask(connector.orElseThrow(), localId.orElseThrow(), asker.orElseThrow(),
                        visitor.actor());
                next.addFlashAttribute("done", "done.access");
                return "redirect:/exchanges/" + id;
            } catch (AgentsOnly e) {
                form.fault("asker", "agents-only");
            } catch (NoSuchElementException e) {
                form.fault("connector", "unknown");
            }
        }
        return form(form, locale, model);
    }

    private static Role asker(String word) {
        return OwnAccess.ASKERS.stream().filter(role -> role.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("who asks is one of " + ASKERS));
    }

    /** The page to read, the FHIR document and the file's documents, in one archive that the agent hands over. */
    @PostMapping("/exchanges/{id}/extract")
    String fetch(@PathVariable String id, @ModelAttribute("visitor") Visitor visitor, Locale locale,
            HttpServletResponse response, RedirectAttributes next) throws IOException {
        var exchange = Given.exchange(id);
        var language = OnEveryPage.say(settings, locale).language();
        Handout page;
        try {
            page = extracts.fetch(exchange, new Part.Page(language), visitor.actor());
        } catch (AgentsOnly e) {
            next.addFlashAttribute("undone", "fault.agents-only");
            return "redirect:/exchanges/{id}";
        }
        var bundle = extracts.fetch(exchange, new Part.Bundle(), visitor.actor());
        var text = new String(bytes(bundle), StandardCharsets.UTF_8);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"extrait.zip\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (var archive = new ZipOutputStream(response.getOutputStream())) {
            add(archive, page);
            add(archive, bundle);
            for (var name : DOCUMENT.matcher(text).results().map(found -> found.group(1)).toList()) {
                add(archive, extracts.fetch(exchange, new Part.Document(name), visitor.actor()));
            }
        }
        return null;
    }

    private static byte[] bytes(Handout each) throws IOException {
        try (var in = each.content().open()) {
            return in.readAllBytes();
        }
    }

    private static void add(ZipOutputStream archive, Handout each) throws IOException {
        archive.putNextEntry(new ZipEntry(each.name()));
        try (var in = each.content().open()) {
            in.transferTo(archive);
        }
        archive.closeEntry();
    }

    @PostMapping("/exchanges/{id}/handed-over")
    String handedOver(@PathVariable String id, @RequestParam Map<String, String> fields,
            @ModelAttribute("visitor") Visitor visitor, RedirectAttributes next) {
        var form = new Given(fields);
        var to = form.required("asker", AccessPages::asker);
        var on = form.required("given-on", LocalDate::parse);
        form.speak();
        var said = handOver(Given.exchange(id), to.orElseThrow(), on.orElseThrow(), visitor);
        next.addFlashAttribute(said.startsWith("done") ? "done" : "undone", said);
        return "redirect:/exchanges/{id}";
    }

    /** @return the key of the sentence that says what came of it */
    private String handOver(ExchangeId id, Role to, LocalDate on, Visitor visitor) {
        try {
            extracts.handedOver(id, to, on, visitor.actor());
            return "done.handed-over";
        } catch (AgentsOnly e) {
            return "fault.agents-only";
        } catch (Extracts.NotHandedOver e) {
            return "undone.handed-over";
        }
    }
}

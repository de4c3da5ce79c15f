package org.viaduc.web.console.figures;

import java.time.Month;
import java.time.Year;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import org.viaduc.exchange.figures.Cell;
import org.viaduc.exchange.figures.Figures;
import org.viaduc.exchange.figures.Picture;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.web.console.OnEveryPage;
import org.viaduc.web.console.Say;

/** A year of this node in pictures, for auditors and the data protection officer; and the same to take away. */
@Controller
@Hidden
public class FiguresPages {
    private static final List<String> WAYS = List.of("sent", "received");

    private final Figures figures;
    private final NodeSettings settings;

    FiguresPages(Figures figures, NodeSettings settings) {
        this.figures = figures;
        this.settings = settings;
    }

    @GetMapping("/figures")
    String figures(@RequestParam(defaultValue = "") String year, Locale locale, Model model) {
        var picture = picture(year);
        var say = OnEveryPage.say(settings, locale);
        model.addAttribute("years", figures.years());
        model.addAttribute("picture", picture);
        model.addAttribute("outlines", Outlines.all());
        model.addAttribute("map", List.of(Outlines.WIDTH, Outlines.HEIGHT));
        model.addAttribute("maps", picture.ways().entrySet().stream().map(
                way -> FranceMap.of(way.getKey(), way.getValue().byDepartment(), settings.department().code()))
                .toList());
        model.addAttribute("neighbours", picture.sent().byDepartment().keySet().stream()
                .map(code -> new Chart.Row(named(code, say), List.of(picture.sent().byDepartment().get(code),
                        picture.received().byDepartment().getOrDefault(code, new Cell.Shown(0)))))
                .toList());
        model.addAttribute("months", Chart.columns(picture.sent().byMonth().keySet().stream()
                .map(month -> new Chart.Row(month(month, say), List.of(picture.sent().byMonth().get(month),
                        picture.received().byMonth().get(month))))
                .toList(), WAYS));
        model.addAttribute("spans", Chart.columns(picture.sent().time().spans().keySet().stream()
                .map(span -> new Chart.Row(span(span, say), List.of(picture.sent().time().spans().get(span),
                        picture.received().time().spans().get(span))))
                .toList(), WAYS));
        model.addAttribute("deadlines", Chart.lines(picture.deadlines().entrySet().stream()
                .map(each -> new Chart.Row(say.begin(each.getKey()),
                        List.of(each.getValue().kept(), each.getValue().missed())))
                .toList(), List.of("kept", "missed")));
        return "figures";
    }

    private static String named(String code, Say say) {
        return Outlines.of(code).map(each -> each.name() + " (" + code.substring(1) + ")")
                .orElseGet(() -> say.department(code));
    }

    private static String month(String number, Say say) {
        return Month.of(Integer.parseInt(number)).getDisplayName(TextStyle.SHORT,
                Locale.of(say.pick("fr", "en")));
    }

    private static String span(String span, Say say) {
        return span.equals(Figures.MORE)
                ? say.pick("au-delà", "beyond")
                : say.pick("≤ %d jours", "≤ %d days").formatted(Integer.parseInt(span));
    }

    @GetMapping(path = "/figures/csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> csv(@RequestParam(defaultValue = "") String year) {
        var picture = picture(year);
        return file(picture, "csv", FiguresFiles.csv(picture));
    }

    @GetMapping(path = "/figures/geojson", produces = "application/geo+json")
    ResponseEntity<String> geoJson(@RequestParam(defaultValue = "") String year) {
        var picture = picture(year);
        return file(picture, "geojson", FiguresFiles.geoJson(picture, settings.department().code()));
    }

    private ResponseEntity<String> file(Picture picture, String ending, String text) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"viaduc-"
                + settings.department().code() + "-" + picture.year() + "." + ending + "\"").body(text);
    }

    /** The year that is asked for, where there is one of it; the newest otherwise. */
    private Picture picture(String year) {
        var years = figures.years();
        return figures.of(years.stream().filter(each -> each.toString().equals(year)).findFirst()
                .orElse(years.isEmpty() ? Year.now(settings.zone()) : years.getFirst()));
    }
}

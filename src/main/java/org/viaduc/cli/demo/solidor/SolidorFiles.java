package org.viaduc.cli.demo.solidor;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.viaduc.cli.demo.population.Household;
import org.viaduc.cli.demo.population.Item;
import org.viaduc.cli.demo.population.Item.Action;
import org.viaduc.cli.demo.population.Item.Alert;
import org.viaduc.cli.demo.population.Item.Benefit;
import org.viaduc.cli.demo.population.Item.Contract;
import org.viaduc.cli.demo.population.Item.Happening;
import org.viaduc.cli.demo.population.Item.Income;
import org.viaduc.cli.demo.population.Item.Measure;
import org.viaduc.cli.demo.population.Item.Note;
import org.viaduc.cli.demo.population.Item.Report;
import org.viaduc.cli.demo.population.Item.Violence;
import org.viaduc.cli.demo.population.Member;
import org.viaduc.cli.demo.population.PaperReport;

/** How the case workers of D35 type an invented household into Solidor. */
final class SolidorFiles {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.FRANCE);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/yyyy", Locale.FRANCE);

    private final LocalDate today;

    SolidorFiles(LocalDate today) {
        this.today = today;
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    List<Row> rows(Household household) {
        var rows = new ArrayList<Row>();
        rows.add(household(household));
        household.members().forEach(member -> rows.add(person(household.number(), member)));
        for (var member : household.members()) {
            member.items().forEach(item -> rows.add(row(household.number(), member.number(), item)));
        }
        return rows;
    }

    private Row household(Household household) {
        var home = household.home();
        return Row.of(Line.F, household.number(), home.line1(), home.line2(), home.place().postal(),
                home.place().name(), home.place().cog(), home.secret() ? "O" : "N", home.phone(),
                home.housing().solidor(), home.difficulty().solidor(), day(today));
    }

    private static Row person(String household, Member member) {
        var who = member.identity();
        return Row.of(Line.P, household, member.number(), member.role().solidor(), who.birthName(), who.usualName(),
                who.givenNamesText(), who.sex().solidor(), day(who.born()), who.birthPlaceCog(), who.nir(),
                member.authority().solidor(), member.status().solidor(), member.nationality().solidor());
    }

    private Row row(String household, String person, Item item) {
        return switch (item) {
            case Benefit it -> Row.of(Line.R, person, it.type().solidor(), it.status().solidor(), day(it.from()),
                    day(it.until()), amount(it.monthly()), MONTH.format(today.minusMonths(1)),
                    it.overpaid().map(SolidorFiles::amount).orElse(""));
            case Income it -> Row.of(Line.V, person, it.type().solidor(), amount(it.monthly()),
                    it.from().getYear() + "T" + (it.from().getMonthValue() + 2) / 3);
            case Contract it -> Row.of(Line.C, person, it.reference(), day(it.signed()), day(it.until()),
                    it.referent(), it.objectives(),
                    it.actions().stream().map(Action::label).collect(Collectors.joining("\n")),
                    it.healthObstacle().orElse(""));
            case Alert it -> Row.of(Line.I, person, it.reference(), day(it.received()), it.qualification().solidor(),
                    it.informant(), it.relation(), it.text(), it.state().solidor());
            case Measure it -> Row.of(Line.A, person, it.reference(), it.judicial() ? "JUD" : "ADM",
                    it.type().solidor(), day(it.from()), day(it.until()), it.service(), it.judge(), it.object());
            case Report it -> Row.of(Line.O, person, it.type().solidor(), day(it.date()), it.author(), it.text(),
                    scanned(it));
            case Note it -> Row.of(Line.N, person, day(it.date()), it.author(), it.text());
            case Violence it -> Row.of(Line.X, person, it.nature().solidor(), day(it.from()), day(it.until()),
                    it.detail());
            case Happening it -> Row.of(Line.E, household, person, it.code().solidor(), day(it.on()),
                    it.value().solidor(), it.second().solidor(), it.author().solidor());
        };
    }

    /** A PDF as base64, or nothing. */
    private static String scanned(Report report) {
        return report.onPaper()
                ? Base64.getEncoder().encodeToString(PaperReport.pdf(List.of(report.author(), report.text())))
                : "";
    }

    private static String day(Optional<LocalDate> date) {
        return date.map(SolidorFiles::day).orElse("");
    }

    /** As {@code 1 234,56}. */
    private static String amount(BigDecimal euros) {
        var french = new DecimalFormatSymbols(Locale.FRANCE);
        french.setGroupingSeparator(' ');
        return new DecimalFormat("#,##0.00", french).format(euros);
    }
}

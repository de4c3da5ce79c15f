package org.viaduc.cli.demo.population;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.viaduc.cli.demo.population.Item.Action;
import org.viaduc.cli.demo.population.Item.Alert;
import org.viaduc.cli.demo.population.Item.Benefit;
import org.viaduc.cli.demo.population.Item.Contract;
import org.viaduc.cli.demo.population.Item.Happening;
import org.viaduc.cli.demo.population.Item.Income;
import org.viaduc.cli.demo.population.Item.Measure;
import org.viaduc.cli.demo.population.Item.Note;
import org.viaduc.cli.demo.population.Item.Report;

/** What ordinary files hold: rights and contracts of adults, support and alerts of children. */
final class InventedFiles {
    private final Random random;
    private final LocalDate today;

    InventedFiles(Random random, LocalDate today) {
        this.random = random;
        this.today = today;
    }

    List<Member> fill(int household, List<Member> members) {
        var filled = new ArrayList<Member>();
        for (var member : members) {
            var items = member.role().equals(Words.CHILD)
                    ? childItems(household, member.number())
                    : member.role().equals(Words.APPLICANT) ? adultItems(household, member.number()) : List.<Item>of();
            filled.add(member.with(items));
        }
        return filled;
    }

    private List<Item> adultItems(int household, String number) {
        var items = new ArrayList<Item>();
        items.add(new Income(household % 4 == 0 ? Words.SALARY : Words.FAMILY_BENEFITS, amount(900), quarterStart()));
        if (household % 3 == 0) {
            items.add(new Benefit(household % 15 == 0 ? Words.RSA_MAYOTTE : Words.RSA, Words.ACTIVE, ago(400),
                    Optional.empty(), amount(640), household % 6 == 0 ? Optional.of(amount(300)) : Optional.empty()));
            items.add(contract(number));
            items.add(new Note(ago(20), "référent", "À rappeler lundi.\nNe pas communiquer."));
        }
        return items;
    }

    private Contract contract(String number) {
        return new Contract("CE-" + number, ago(120), today.plusDays(60), "Référent RSA, centre social des Trois Ponts",
                "Retrouver un emploi à temps partiel;\nfaire garder le plus jeune.",
                List.of(new Action("Atelier CV le mardi", Words.IN_PROGRESS),
                        new Action("Visite médicale \"Bilan\"", Words.REQUESTED)),
                random.nextInt(2) == 0 ? Optional.of("Douleurs au dos, port de charges limité") : Optional.empty());
    }

    private List<Item> childItems(int household, String number) {
        return switch (household % 9) {
            case 1 -> List.of(administrative(household, number),
                    new Happening(Words.ASE_BENEFIT, ago(200), Words.NOT_ONLY_FINANCIAL, Word.NONE, Words.CRIP));
            case 4 -> List.of(
                    new Measure("M-" + number, true, Words.HOME_SUPPORT, Words.AEMO, ago(300), Optional.empty(),
                            "Service AEMO du littoral", "Cabinet 2", "Soutenir les parents"),
                    new Report(Words.ANNUAL_REPORT, ago(40), "service AEMO",
                            "Le cadre se stabilise.\nVisites tenues.", household % 2 == 0));
            case 7 -> List.of(new Alert("IP-" + number, ago(400), Words.RISK, "Une enseignante", "enseignante",
                    "Absences répétées;\nfatigue en classe.", Words.EVALUATED, "Pas de suite, soutien proposé."));
            default -> List.of();
        };
    }

    private Measure administrative(int household, String number) {
        var type = household % 2 == 0 ? Words.LOCAL_SPONSORSHIP : Words.SUPPORT_AT_HOME;
        return new Measure("M-" + number, false, Words.HOME_SUPPORT, type, ago(200), Optional.of(today.plusDays(160)),
                "Équipe de secteur", "", "Aide éducative au domicile");
    }

    private BigDecimal amount(int about) {
        return BigDecimal.valueOf(about * 100L + random.nextInt(80_000), 2);
    }

    private LocalDate ago(int days) {
        return today.minusDays(days);
    }

    private LocalDate quarterStart() {
        var before = today.minusMonths(3);
        return LocalDate.of(before.getYear(), (before.getMonthValue() - 1) / 3 * 3 + 1, 1);
    }
}

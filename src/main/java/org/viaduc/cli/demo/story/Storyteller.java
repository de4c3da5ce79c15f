package org.viaduc.cli.demo.story;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.cli.demo.population.StoryFamily;
import org.viaduc.cli.demo.story.Account.Told;
import org.viaduc.journal.JournalReport;
import org.viaduc.model.Department;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;

/** Tells the demonstration, each step once and as soon as a node's journal has it. */
public final class Storyteller {
    private final Language language;
    private final Page page;
    private final StepWords steps;
    private final DecisionWords decisions;
    private final LedgerWords ledgers;
    private int toldOfOrigin;
    private int toldOfHost;
    /** Decisions and ledgers, by whether they are the host's: what is the same again is not spread out again. */
    private final Set<Map.Entry<Boolean, JsonNode>> toldAnswers = new HashSet<>();

    public Storyteller(Screen screen, Language language) {
        this.language = language;
        this.page = new Page(screen, language);
        this.steps = new StepWords(language);
        this.decisions = new DecisionWords(language);
        this.ledgers = new LedgerWords(language);
    }

    public void opening(Path folder) {
        page.title(language.pick("Viaduc : le dossier social suit la personne",
                "Viaduc: the social file follows the person"));
        page.paragraph(language.pick(
                "Deux départements sur cette machine, le 35 et le 44. Chacun a son nœud (processus, clés, "
                        + "base PostgreSQL à lui) et son logiciel métier : Solidor parle CSV par SFTP, Ardoise parle SOAP. Tout le "
                        + "monde y est inventé : personne de ce récit n'existe.",
                "Two departments on this machine, 35 and 44. Each has its node (a process, keys and a PostgreSQL of its own) "
                        + "and its case system: Solidor speaks CSV over SFTP, Ardoise speaks SOAP. Everyone in it is invented: "
                        + "nobody in this story exists."));
        page.paragraph(language.pick("Tout s'écrit dans ", "Everything is written to ") + folder);
        page.blank();
    }

    /** Something took its time and is done. */
    public void ready(String what, Duration time) {
        page.paragraph(what + language.pick(" en ", " in ") + Typography.seconds(time, language));
    }

    /** A person does something, or one of the local systems on a person's wish. */
    public void act(String what, String text) {
        page.act(what, text);
    }

    public void chapter(int number, int of, StoryFamily family) {
        toldOfOrigin = 0;
        toldOfHost = 0;
        toldAnswers.clear();
        page.title(number + "/" + of + " · " + family.key() + " · " + family.from() + " → " + family.to() + " · "
                + Lexicon.say(family.track().word(), language) + " (" + family.track().word() + ")");
        page.paragraph(family.sentence(language));
        page.blank();
    }

    /** Tells whatever of the account is new since the chapter began. @return whether anything was */
    public boolean tell(StoryFamily family, Account account) {
        var all = account.steps();
        var start = all.isEmpty() ? Instant.EPOCH : all.getFirst().at();
        var ofOrigin = 0;
        var ofHost = 0;
        var isNew = false;
        for (var step : all) {
            if (step.atHost() ? ofHost++ >= toldOfHost : ofOrigin++ >= toldOfOrigin) {
                tell(family, account, step, Duration.between(start, step.at()), isLastDecision(all, step)
                        && toldAnswers.add(Map.entry(step.atHost(), account.side(step).path("decision"))));
                isNew = true;
            }
        }
        toldOfOrigin = Math.max(toldOfOrigin, ofOrigin);
        toldOfHost = Math.max(toldOfHost, ofHost);
        return isNew;
    }

    private static boolean isLastDecision(List<Told> all, Told step) {
        return all.stream().filter(each -> each.atHost() == step.atHost() && each.step().equals("decided"))
                .reduce((first, second) -> second).filter(step::equals).isPresent();
    }

    private void tell(StoryFamily family, Account account, Told step, Duration after, boolean isNewDecision) {
        var phrase = steps.say(step, family.from(), family.to());
        var side = account.side(step);
        var decision = side.path("decision");
        var text = !step.step().equals("decided")
                ? phrase.text()
                : isNewDecision
                        ? phrase.text() + ", " + decisions.because(decision)
                        : phrase.text() + " (" + step.detail("rules") + ")";
        page.step(after, step.atHost() ? family.to() : family.from(), step.atHost(), phrase.word(), phrase.style(),
                text);
        switch (step.step()) {
            case "translated" -> {
                if (toldAnswers.add(Map.entry(step.atHost(), side.path("ledger")))) {
                    ledgers.losses(side.path("ledger"), page);
                }
            }
            case "verified" ->
                page.aside(language.pick("le registre des pertes de ", "the loss ledger of ") + family.from()
                        + language.pick(" est joint", " comes with it"));
            case "decided" -> {
                if (isNewDecision) {
                    decided(family, account, step, decision);
                }
            }
            default -> {
                // The line says it all.
            }
        }
    }

    private void decided(StoryFamily family, Account account, Told step, JsonNode decision) {
        if (step.atHost()) {
            var different = DecisionWords.differences(account.sent().path("decision"), decision);
            page.aside(language.pick("par les règles, le registre et la date de ",
                    "by the rules, the register and the date of ")
                    + family.to() + " : " + DecisionWords.arrived(decision)
                    + (different == 0
                            ? language.pick(" pièces, même réponse que ", " pieces, the same answer as ")
                                    + family.from()
                            : language.pick(" pièces, dont " + different + " autrement que ",
                                    " pieces, " + different + " of them otherwise than ") + family.from()));
            if (different > 0) {
                decisions.pieces(decision, page);
            }
        } else {
            decisions.pieces(decision, page);
        }
        var obligations = decisions.obligations(decision);
        if (!obligations.isEmpty()) {
            page.aside("obligations : " + obligations);
        }
    }

    /** What the host's tray says of a parked file. */
    public void tray(Department host, JsonNode item) {
        page.act(language.pick("corbeille", "tray"), language.pick("de ", "of ") + host + " : "
                + item.path("candidates").size()
                + language.pick(" personne possible, et un doute qu'un agent doit lever",
                        " possible person, and a doubt that a user must settle"));
        for (var candidate : item.path("candidates")) {
            page.aside(language.pick("pseudonyme ", "pseudonym ") + candidate.path("person").asText().substring(0, 8)
                    + "… : "
                    + StreamSupport.stream(candidate.path("doubts").spliterator(), false)
                            .map(doubt -> StepWords.doubt(doubt.asText(), language))
                            .collect(Collectors.joining(" ; ")));
        }
    }

    /** A node does not answer. @param dead those whose process has ended @param folders theirs */
    public void silent(List<Department> dead, List<Path> folders) {
        if (dead.isEmpty()) {
            page.act(language.pick("silence", "silence"), language.pick("un nœud ne répond pas ; le récit l'attend",
                    "a node does not answer; the story waits for it"));
        }
        for (var i = 0; i < dead.size(); i++) {
            page.act(language.pick("silence", "silence"), language.pick("le nœud de " + dead.get(i)
                    + " s'est arrêté ; rien n'est perdu, et le récit reprend quand il est relancé :",
                    "the node of " + dead.get(i)
                            + " has ended; nothing is lost, and the story goes on once it is started "
                            + "again:"));
            page.exactly("              viaduc serve --config " + folders.get(i));
        }
    }

    /** The chapter did not come to an end in time. */
    public void stuck(Optional<Account> account, Duration patience, List<Path> logs) {
        page.act(language.pick("arrêté", "stuck"), language.pick("rien de nouveau depuis ", "nothing new for ")
                + Typography.seconds(patience, language)
                + account.map(each -> language.pick(" ; état : ", "; state: ") + each.stateAtOrigin()
                        + each.stateAtHost().map(state -> "/" + state).orElse(""))
                        .orElse(language.pick(" ; aucun échange n'est ouvert", "; no exchange was opened"))
                + language.pick(" ; voir ", "; see ")
                + logs.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }

    /** @param trays how many files wait in each node's tray beside the story's */
    public void endings(List<Ending> endings, Map<Department, Integer> trays) {
        page.title(language.pick("Comment chaque dossier a fini", "How each file ended"));
        new EndingsTable(language).print(endings, page);
        trays.forEach((department, waiting) -> page.paragraph(language.pick("Dans la corbeille de ", "In the tray of ")
                + department + ", "
                + language.pick("hors récit : " + waiting + " dossiers collectés dont un agent doit "
                        + "dire de qui ils parlent (doublons, homonymes, dates inversées).",
                        "beside the story: " + waiting
                                + " collected files of which a user must say whom they are about "
                                + "(duplicates, namesakes, swapped dates).")));
    }

    /** @param unread how many lines the nodes' doors have marked @param deliveries what was not received once */
    public void checks(List<Path> files, List<JournalReport> journals, long unread, List<String> deliveries) {
        page.title(language.pick("Ce qui se vérifie", "What can be verified"));
        for (var report : journals) {
            var headline = report.text(language).lines().findFirst().orElse("");
            check(report.holds(), headline, headline);
            report.breaks().forEach(each -> page.paragraph("    " + each.sentence(language)));
        }
        files.forEach(file -> page.paragraph("  → " + file));
        check(deliveries.isEmpty(),
                "Solidor et Ardoise ont reçu chaque échange livré une fois, une seule, et aucun autre",
                "Solidor and Ardoise received each delivered exchange once, only once, and no other");
        deliveries.forEach(page::paragraph);
        if (unread > 0) {
            page.paragraph(language.pick(
                    "  À l'entrée, " + unread + " lignes ont été signalées (mal codées ou illisibles) sans "
                            + "arrêter leurs voisines ; les journaux techniques disent lesquelles.",
                    "  At the doors, " + unread
                            + " lines were marked (badly encoded or unreadable) without stopping their "
                            + "neighbours; the technical logs say which."));
        }
    }

    private void check(boolean isGood, String french, String english) {
        page.row(List.of(Span.plain("  "), isGood ? new Span("✔ ", Style.GREEN) : new Span("✘ ", Style.RED)),
                Span.plain(page.set(language.pick(french, english))));
    }

    public void conclusion(boolean isGood, Duration time) {
        page.blank();
        page.paragraph(isGood
                ? language.pick("Tout a fini comme la loi le veut, en ", "Everything ended as the law has it, in ")
                        + Typography.seconds(time, language) + "."
                : language.pick("Tout n'a pas fini comme prévu : voir les lignes marquées ✘.",
                        "Not everything ended as expected: see the lines marked ✘."));
    }

    /** @param addresses where each node listens */
    public void stays(Map<Department, String> addresses, String curl) {
        page.title(
                language.pick("Les deux nœuds restent là ; Ctrl-C les arrête", "Both nodes stay; Ctrl-C stops them"));
        addresses.forEach((department, address) -> page.exactly(department + "  " + address));
        page.blank();
        page.exactly(curl);
    }

    public String pick(String french, String english) {
        return page.set(language.pick(french, english));
    }
}

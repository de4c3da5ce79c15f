package org.viaduc.cli.demo.story;

import java.util.List;
import java.util.stream.Collectors;

import org.viaduc.cli.demo.story.Account.Told;
import org.viaduc.model.Department;
import org.viaduc.model.Language;
import org.viaduc.model.Lexicon;
import org.viaduc.person.Doubt;

/** Each step of a journey in one line: a word, and what a journal may say of it. */
final class StepWords {
    private final Language language;
    private final LedgerWords ledgers;

    StepWords(Language language) {
        this.language = language;
        this.ledgers = new LedgerWords(language);
    }

    /** @param text what happened @param style how the word stands out */
    record Phrase(String word, Style style, String text) {}

    Phrase say(Told step, Department from, Department to) {
        return switch (step.step()) {
            case "accepted" -> phrase("collecté", "collected", "par " + step.detail("connector") + ", empreinte "
                    + brief(step.detail("digest")),
                    "by " + step.detail("connector") + ", digest " + brief(step.detail("digest")));
            case "translated" -> translated(step);
            case "matched" -> phrase("personne", "person", "reconnue ici : ", "recognised here: ",
                    Lexicon.say(step.detail("method"), language));
            case "opened" ->
                phrase("personne", "person", "nouvelle ici : une entrée s'ouvre dans l'index des personnes",
                        "new here: an entry is opened in the person index");
            case "question-opened" -> phrase("question", "question", "ce dossier peut-il partir vers " + to + ", voie "
                    + step.detail("track") + " ?",
                    "may this file go to " + to + ", road " + step.detail("track") + "?");
            case "decided" -> new Phrase(language.pick("décidé", "decided"), outcome(step.detail("outcome")),
                    Lexicon.say(step.detail("outcome"), language));
            case "awaiting" -> new Phrase(language.pick("attend", "awaits"), Style.YELLOW, list(step.words("awaits"))
                    + (step.detail("due").isEmpty() ? "" : language.pick(", avant le ", ", by ") + step.detail("due")));
            case "withheld" -> new Phrase(language.pick("retenu", "withheld"), Style.RED, step.atHost()
                    ? language.pick("rien n'est remis", "nothing is handed over")
                    : language.pick("rien ne part de " + from, "nothing leaves " + from)
                            + (step.words("obligations").isEmpty()
                                    ? ""
                                    : " ; obligations : "
                                            + list(step.words("obligations"))));
            case "queued" ->
                phrase("en file", "queued", "gardé sous sa propre clé, dans la même transaction que le journal",
                        "kept under a key of its own, in one transaction with the journal");
            case "confirmed" -> phrase("redécidé", "reconfirmed", "au moment de partir, même décision "
                    + brief(step.detail("decision")),
                    "when leaving, the same decision " + brief(step.detail("decision")));
            case "released" -> phrase("filtré", "filtered", counted(step), counted(step));
            case "sending" -> sending(step, to);
            case "verified" -> phrase("vérifié", "verified", "signature de " + from + ", clé "
                    + brief(step.detail("key-ids")) + " ; " + step.detail("pieces") + " pièces",
                    "signature of " + from + ", key " + brief(step.detail("key-ids")) + "; " + step.detail("pieces")
                            + " pieces");
            case "parked" ->
                new Phrase(language.pick("mis de côté", "parked"), Style.YELLOW, doubts(step.words("reason")));
            case "resolved" -> phrase("tranché", "resolved", "par un agent : ", "by a user: ",
                    Lexicon.say(step.detail("method"), language));
            case "delivering" -> phrase("remise", "handing over", "par " + step.detail("connector") + ", "
                    + step.detail("rows") + " lignes",
                    "by " + step.detail("connector") + ", " + step.detail("rows")
                            + " rows");
            case "delivered" -> new Phrase(language.pick("livré", "delivered"), Style.GREEN,
                    language.pick("au système local de " + to, "to the local system of " + to));
            case "receipted" -> receipted(step, from, to);
            case "shredded" -> phrase("détruit", "shredded", "la copie gardée ici : sa clé n'existe plus",
                    "the copy kept here: its key is no more");
            case "repeated" -> phrase("répété", "repeated", "le même échange, déjà reçu : rien ne change",
                    "the same exchange, received before: nothing changes");
            case "retried" -> phrase("repris", "resumed", "essai n° " + step.detail("attempt"), "attempt "
                    + step.detail("attempt"));
            default -> new Phrase(step.step(), Style.BOLD, list(step.words("reason")));
        };
    }

    private Phrase translated(Told step) {
        var system = step.detail("system");
        return phrase("traduit", "translated", step.atHost()
                ? "termes communs → " + system + ", "
                : system
                        + " → termes communs, ",
                step.atHost() ? "common terms → " + system + ", " : system + " → common terms, ",
                ledgers.counts(step));
    }

    private Phrase sending(Told step, Department to) {
        var attachments = step.count("attachments");
        var bytes = Typography.number(step.count("bytes"), language);
        return phrase("scellé, envoyé", "sealed, sent",
                "signé ES256, chiffré pour " + to + " (ECDH-ES+A256KW, A256GCM), TLS mutuel ; " + bytes + " octets"
                        + (attachments > 0 ? ", " + attachments + (attachments > 1 ? " documents" : " document") : ""),
                "signed ES256, encrypted for " + to + " (ECDH-ES+A256KW, A256GCM), mutual TLS; " + bytes + " bytes"
                        + (attachments > 0 ? ", " + attachments + (attachments > 1 ? " documents" : " document") : ""));
    }

    private Phrase receipted(Told step, Department from, Department to) {
        var state = Lexicon.say(step.detail("state"), language);
        var isFinal = step.detail("final").equals("true");
        return step.atHost()
                ? phrase("accusé donné", "receipt given",
                        "signé, pour " + from + " : " + state + (isFinal ? ", définitif" : ""),
                        "signed, for " + from + ": " + state + (isFinal ? ", final" : ""))
                : phrase("accusé reçu", "receipt", "n° " + step.detail("number") + " de " + to + " : " + state
                        + (isFinal ? ", définitif" : ", pas encore définitif"),
                        "no. " + step.detail("number") + " of " + to + ": " + state
                                + (isFinal ? ", final" : ", not final yet"));
    }

    private String counted(Told step) {
        return language.pick("genres transmis : ", "kinds released: ") + step.words("released").size()
                + language.pick(", masqués : ", ", masked: ") + step.words("masked").size()
                + language.pick(", retenus : ", ", withheld: ") + step.words("withheld").size();
    }

    private String doubts(List<String> words) {
        return words.stream().map(word -> doubt(word, language)).collect(Collectors.joining(" ; "));
    }

    static String doubt(String word, Language language) {
        return java.util.Arrays.stream(Doubt.values()).filter(doubt -> doubt.word().equals(word)).findFirst()
                .map(doubt -> doubt.sentence(language)).orElseGet(() -> Lexicon.say(word, language));
    }

    private String list(List<String> words) {
        return words.stream().map(word -> Lexicon.say(word, language)).collect(Collectors.joining(", "));
    }

    private Phrase phrase(String wordFr, String wordEn, String french, String english) {
        return phrase(wordFr, wordEn, french, english, "");
    }

    private Phrase phrase(String wordFr, String wordEn, String french, String english, String rest) {
        return new Phrase(language.pick(wordFr, wordEn), Style.BOLD, language.pick(french, english) + rest);
    }

    private static Style outcome(String word) {
        return switch (word) {
            case "release" -> Style.GREEN;
            case "await" -> Style.YELLOW;
            default -> Style.RED;
        };
    }

    private static String brief(String id) {
        return id.length() > 12 ? id.substring(0, 12) + "…" : id;
    }
}

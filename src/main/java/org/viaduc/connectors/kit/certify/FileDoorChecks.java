package org.viaduc.connectors.kit.certify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.viaduc.connectors.Rehearsal;
import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.connectors.kit.certify.played.PlayedFiles;
import org.viaduc.connectors.kit.certify.played.PlayedFolder;
import org.viaduc.connectors.kit.certify.played.Waiting;
import org.viaduc.connectors.kit.guess.Hint;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;

/**
 * The routes of a connector that exchanges files, against a system that is played.
 *
 * @param pattern of the file names that are collected
 * @param from    the folder from which they are collected
 * @param to      the folder into which deliveries go
 * @param large   how long a huge drop is, in bytes
 */
record FileDoorChecks(Subject subject, PlayedFiles system, Rehearsal routes, Collected collected, String pattern,
        String from, String to, long large) {
    private static final long MAY_BE_UNDER_WAY = 8 << 20;

    void collecting(Trying trying) {
        trying.tryOut("collects", "un fichier déposé est collecté, puis archivé",
                "a file that is dropped is collected, then archived", this::collects);
        trying.tryOut("rejects", "un fichier illisible va dans reject/, le suivant est lu",
                "a file that cannot be read goes to reject/, the next one is read", this::rejects);
        trying.tryOut("repeated-drop", "le même fichier déposé deux fois ne dit rien de nouveau",
                "the same file dropped twice says nothing new", this::repeatedDrop);
        trying.tryOut("slow-writer", "un fichier qui s'écrit lentement n'est lu qu'entier",
                "a file that is written slowly is only read whole", this::slowWriter);
        trying.tryOut("slow-system", "un système lent est attendu", "a slow system is waited for", this::slowSystem);
        trying.tryOut("dying-system", "un système qui tombe ne fait rien perdre",
                "a system that goes down loses nothing",
                this::dyingSystem);
        trying.tryOut("dying-node", "un fichier interrompu est relu depuis le début",
                "a file that was interrupted is read again from its beginning", this::dyingNode);
        trying.tryOut("huge-drop", "un fichier énorme passe la porte sans être gardé en mémoire",
                "a huge file passes the door without being held in memory", this::hugeDrop);
    }

    void delivering(Trying trying) {
        trying.tryOut("delivers", "une livraison arrive entière, sous le numéro de l'échange",
                "a delivery arrives whole, under the exchange's id", this::delivers);
        trying.tryOut("repeated-delivery", "une livraison répétée retombe sur elle-même",
                "a repeated delivery lands on itself", this::repeatedDelivery);
        trying.tryOut("delivery-to-a-dead-system", "une livraison à un système tombé est retentée, jamais perdue",
                "a delivery to a system that is down is tried again, never lost", this::deliveryToADeadSystem);
    }

    private String name(String part) throws NothingToTry {
        return FileName.matching(pattern, part + "-20261122")
                .orElseThrow(
                        () -> new NothingToTry(
                                "aucun nom de fichier n'a pu être formé pour le motif `" + pattern + "`",
                                "no file name could be made for the pattern `" + pattern + "`"));
    }

    private Set<String> expected() throws IOException, NothingToTry {
        return new HashSet<>(subject.read(subject.bytes()).records().stream().map(LocalRecord::localId).toList());
    }

    private void collects(Faults faults) throws Exception {
        isCollected("first", subject.bytes(), expected(), faults);
    }

    /** Drops the file and says what is missing of it. */
    private void isCollected(String part, byte[] content, Set<String> ids, Faults faults) throws Exception {
        collected.forget();
        var name = name(part);
        system.drop(from, name, content);
        arrives(name, ids, faults);
    }

    private void arrives(String name, Set<String> ids, Faults faults) {
        Waiting.until(() -> system.has(from + "/archive", name) || system.has(from + "/reject", name));
        if (!system.has(from + "/archive", name)) {
            faults.add(system.has(from + "/reject", name)
                    ? new Hint("le fichier est allé dans reject/", "the file went to reject/")
                    : new Hint("le fichier n'a pas été collecté : il n'est ni dans archive/ ni dans reject/",
                            "the file was not collected: it is in neither archive/ nor reject/"));
        } else if (!collected.ids().equals(ids)) {
            faults.add(collected.ids().size() + " dossiers sur " + ids.size() + " ont été pris",
                    collected.ids().size() + " of " + ids.size() + " records were taken");
        }
    }

    private void rejects(Faults faults) throws Exception {
        var name = name("nonsense");
        system.drop(from, name, "�\u0000; no file at all".getBytes(StandardCharsets.UTF_8));
        if (!Waiting.until(() -> system.has(from + "/reject", name))) {
            faults.add("un fichier sans queue ni tête ne va pas dans reject/",
                    "a file that makes no sense does not go to reject/");
        }
        isCollected("after-nonsense", subject.bytes(), expected(), faults);
    }

    private void repeatedDrop(Faults faults) throws Exception {
        isCollected("again", subject.bytes(), expected(), faults);
        var digests = collected.digests();
        isCollected("and-again", subject.bytes(), expected(), faults);
        if (!collected.digests().equals(digests)) {
            faults.add("le même fichier donne d'autres dossiers la seconde fois : chaque nuit rouvrirait tout",
                    "the same file gives other records the second time: each night would open everything anew");
        }
    }

    private void slowWriter(Faults faults) throws Exception {
        var name = name("slowly");
        var bytes = subject.bytes();
        var before = routes.refused();
        collected.forget();
        try (var out = Files.newOutputStream(system.shared().resolve(from).resolve(name))) {
            inParts(bytes, out);
        } catch (java.nio.file.NoSuchFileException e) {
            faults.add("le fichier a été retiré pendant qu'il s'écrivait",
                    "the file was taken away while it was written");
        }
        arrives(name, expected(), faults);
        if (routes.refused() > before) {
            faults.add("un fichier inachevé a été lu", "a file that was not whole was read");
        }
    }

    private static void inParts(byte[] bytes, OutputStream out) throws IOException {
        var parts = 12;
        for (var i = 0; i < parts; i++) {
            out.write(Arrays.copyOfRange(bytes, bytes.length * i / parts, bytes.length * (i + 1) / parts));
            out.flush();
            Waiting.pause(Duration.ofMillis(100));
        }
    }

    private void slowSystem(Faults faults) throws Exception {
        if (system instanceof PlayedFolder) {
            throw new NothingToTry("un répertoire va aussi vite que son disque", "a folder is as fast as its disk");
        }
        system.beSlow(true);
        try {
            isCollected("from-afar", subject.bytes(), expected(), faults);
        } finally {
            system.beSlow(false);
        }
    }

    private void dyingSystem(Faults faults) throws Exception {
        var name = name("before-the-end");
        collected.forget();
        system.goDown();
        Waiting.pause(Duration.ofMillis(800));
        system.comeUp();
        system.drop(from, name, subject.bytes());
        arrives(name, expected(), faults);
        if (system.breakOffNext()) {
            isCollected("in-the-middle", subject.bytes(), expected(), faults);
        }
    }

    private void dyingNode(Faults faults) throws Exception {
        collected.breakAtNext();
        var name = name("interrupted");
        system.drop(from, name, subject.bytes());
        if (!Waiting.until(collected::hasBroken)) {
            faults.add("le fichier n'a pas été collecté", "the file was not collected");
        }
        arrives(name, expected(), faults);
    }

    private void hugeDrop(Faults faults) throws Exception {
        if (system instanceof PlayedFolder) {
            throw new NothingToTry("un fichier de répertoire est lu là où il est ; voir huge-file",
                    "a folder's file is read where it lies; see huge-file");
        }
        var file = HugeFile.of(subject, large);
        var name = name("huge");
        var before = system.served();
        collected.forget();
        try (var out = Files.newOutputStream(system.shared().resolve("being-written"))) {
            file.transferTo(out);
        }
        Files.move(system.shared().resolve("being-written"), system.shared().resolve(from).resolve(name));
        if (!Waiting.until(collected::hasAny)) {
            faults.add("aucun dossier n'est sorti", "no record came out");
        } else if (system.served() - before > file.mayHold() + MAY_BE_UNDER_WAY) {
            var megabytes = (system.served() - before) >> 20;
            faults.add(megabytes + " Mo ont été pris avant le premier dossier : le fichier est gardé en mémoire",
                    megabytes + " MB were taken before the first record came out: the file is held in memory");
        }
        if (!Waiting.until(Duration.ofSeconds(120), () -> system.has(from + "/archive", name))) {
            faults.add("le fichier de " + (large >> 20) + " Mo n'a pas été collecté",
                    "the file of " + (large >> 20) + " MB was not collected");
        }
    }

    private DeliverableRecord example() throws NothingToTry {
        return subject.translator().rehearsed(subject.translator().translate(subject.first()).record(),
                subject.system(),
                ExchangeId.next(Clock.systemUTC()));
    }

    private List<Path> delivered(ExchangeId exchange) {
        return system.files(to).stream().filter(file -> file.getFileName().toString().contains(exchange.toString()))
                .toList();
    }

    private void delivers(Faults faults) throws Exception {
        var example = example();
        routes.deliver(example);
        var files = delivered(example.exchange());
        if (files.size() != 1) {
            faults.add(files.size() + " fichiers portent le numéro de l'échange, au lieu d'un",
                    files.size() + " files bear the exchange's id, not one");
        } else if (!Arrays.equals(Files.readAllBytes(files.getFirst()), subject.format().write(example))) {
            faults.add("le fichier n'est pas ce que les correspondances écrivent",
                    "the file is not what the mapping writes");
        }
    }

    private void repeatedDelivery(Faults faults) throws Exception {
        var example = example();
        routes.deliver(example);
        routes.deliver(example);
        var files = delivered(example.exchange());
        if (files.size() != 1) {
            faults.add("livrée deux fois, elle s'y trouve " + files.size() + " fois",
                    "delivered twice, it stands there " + files.size() + " times");
        }
    }

    private void deliveryToADeadSystem(Faults faults) throws Exception {
        var example = example();
        system.goDown();
        try {
            routes.deliver(example);
            faults.add("une livraison à un système tombé compte comme livrée",
                    "a delivery to a system that is down counts as delivered");
        } catch (LineBroken e) {
            // As it should be: the outbox tries again.
        } finally {
            system.comeUp();
        }
        routes.deliver(example);
        if (delivered(example.exchange()).size() != 1) {
            faults.add("le système revenu, la livraison n'est pas arrivée",
                    "after the system came back the delivery did not arrive");
        }
    }
}

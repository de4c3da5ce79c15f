package org.viaduc.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import org.viaduc.cli.NodeClient.NodeRefuses;
import org.viaduc.cli.demo.population.Population;
import org.viaduc.cli.demo.population.StoryFamilies;
import org.viaduc.cli.demo.story.Ending;
import org.viaduc.cli.demo.story.Progress;
import org.viaduc.cli.demo.story.Screen;
import org.viaduc.cli.demo.story.Storyteller;
import org.viaduc.journal.CheckpointVerifier;
import org.viaduc.journal.JournalReport;
import org.viaduc.model.Department;
import org.viaduc.model.Language;

/**
 * Two departments, their local systems and the moves of a few families, end to end on this machine. It drives and tells;
 * everything else is done by the four programs that it starts.
 */
public final class Demonstration {
    private static final List<Department> DEPARTMENTS = List.of(Population.D35, Population.D44);
    private static final int PROGRAMS = 4;
    private static final Duration LIFE_OF_A_GUEST = Duration.ofHours(12);

    private final Path folder;
    private final Language language;
    private final Function<String, CheckpointVerifier> keys;
    private volatile boolean isStopped;

    /**
     * @param folder wiped afresh at each run
     * @param keys   from a journal's JWK set to the verifier of its signatures
     */
    public Demonstration(Path folder, Language language, Function<String, CheckpointVerifier> keys) {
        this.folder = folder;
        this.language = language;
        this.keys = keys;
    }

    /**
     * How it all ended.
     *
     * @param unread     how many lines the nodes' doors have marked as unreadable or doubtful; no fault by itself
     * @param deliveries what was not received exactly once; empty when all was
     */
    public record Outcome(List<Ending> endings, List<JournalReport> journals, long unread, List<String> deliveries,
            Duration time) {
        public boolean isGood() {
            return endings.stream().allMatch(Ending::isAsExpected) && journals.stream().allMatch(JournalReport::holds)
                    && deliveries.isEmpty();
        }
    }

    /**
     * Runs it all. Every process that was started has ended when this returns, however it ends, and when the program is
     * stopped in the middle.
     *
     * @param stays keeps everything up after the story, until the program is stopped
     * @throws IOException saying what did not work, and in which file it is told
     */
    public Outcome run(Screen screen, boolean stays) throws IOException {
        var began = Instant.now();
        var families = StoryFamilies.all();
        var story = new Storyteller(screen, language);
        story.opening(folder);
        LeftBehind.clear(folder);
        try (var stage = Stage.write(folder);
                var progress = new Progress(screen, PROGRAMS + 2 + families.size() + 2, language)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                isStopped = true;
                progress.close();
                stage.close();
            }, "stop the demonstration"));
            start(stage, story, progress);
            collect(stage, story, progress);
            var endings = new ArrayList<Ending>();
            for (var family : families) {
                story.chapter(endings.size() + 1, families.size(), family);
                endings.add(new Chapter(stage, story, family).told());
                progress.done();
            }
            var outcome = check(stage, story, progress, endings, began);
            if (stays) {
                stay(stage, story);
            }
            return outcome;
        } catch (IOException | NodeRefuses e) {
            if (isStopped) {
                waitForTheEnd();
            }
            throw e;
        }
    }

    private void start(Stage stage, Storyteller story, Progress progress) throws IOException {
        progress.doing(language.pick("Quatre programmes démarrent : deux nœuds, deux logiciels métier",
                "Four programs start: two nodes, two case systems"));
        stage.start((name, time) -> {
            progress.done();
            story.ready(name, time);
        });
    }

    /** D44 first: its people must be known there before the namesake of one of them arrives. */
    private void collect(Stage stage, Storyteller story, Progress progress) throws IOException {
        var copies = new JournalCopies(stage);
        var people = Population.of(Population.SEED, java.time.LocalDate.now(java.time.ZoneId.of("Europe/Paris")))
                .in(Population.D44).stream().mapToLong(household -> household.members().size()).sum();
        progress.doing(language.pick("Le nœud du 44 relève les dossiers d'Ardoise, par SOAP",
                "The node of 44 reads Ardoise's files, over SOAP"));
        if (!copies.await(Population.D44, people)) {
            throw new IOException(language.pick("le nœud du 44 n'a pas relevé tous les dossiers d'Ardoise ; voir ",
                    "the node of 44 has not read all of Ardoise's files; see ") + stage.logs(Population.D44));
        }
        progress.done();
        story.act("Ardoise", language.pick(people + " dossiers relevés par le nœud du 44",
                people + " files read by the node of 44"));
        progress.doing(language.pick("Solidor dépose la nuit tous ses foyers, par SFTP",
                "Solidor drops all its households at night, over SFTP"));
        var drop = stage.local(Population.D35).drop(true);
        story.act("Solidor", language.pick("dépose ", "drops ") + drop.path("file").asText() + " : "
                + drop.path("households").asInt() + language.pick(" foyers, ", " households, ")
                + drop.path("persons").asInt() + language.pick(" personnes", " persons"));
        progress.done();
        progress.doing(language.pick("Les dossiers voyagent", "The files travel"));
    }

    private Outcome check(Stage stage, Storyteller story, Progress progress, List<Ending> endings, Instant began)
            throws IOException {
        progress.doing(
                language.pick("Les deux journaux sont copiés et vérifiés", "Both journals are copied and verified"));
        var copies = new JournalCopies(stage);
        for (var department : DEPARTMENTS) {
            if (!copies.copy(department)) {
                throw new IOException(language.pick("le journal de ", "the journal of ") + department + language.pick(
                        " n'a pas été signé à temps ; voir ", " was not signed in time; see ")
                        + stage.logs(department));
            }
            progress.done();
        }
        progress.close();
        var outcome = new Outcome(endings, copies.verify(DEPARTMENTS, keys),
                copies.markedAtDoors(DEPARTMENTS), Deliveries.faults(stage),
                Duration.between(began, Instant.now()));
        story.endings(endings, trays(stage));
        story.checks(DEPARTMENTS.stream().map(copies::file).toList(), outcome.journals(),
                outcome.unread(), outcome.deliveries());
        story.conclusion(outcome.isGood(), outcome.time());
        return outcome;
    }

    private static Map<Department, Integer> trays(Stage stage) throws IOException {
        var trays = new LinkedHashMap<Department, Integer>();
        for (var department : DEPARTMENTS) {
            trays.put(department,
                    (int) StreamSupport.stream(stage.node(department).get("/api/tray").spliterator(), false)
                            .filter(item -> item.path("what").asText().equals("parked")).count());
        }
        return trays;
    }

    private void stay(Stage stage, Storyteller story) throws IOException {
        var token = folder.resolve("token");
        Files.createFile(token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, stage.federation().tokens().token("d.lefevre", List.of("case-worker", "auditor"),
                Tokens.ISSUER, "viaduc", Instant.now().plus(LIFE_OF_A_GUEST)));
        var addresses = new LinkedHashMap<Department, String>();
        DEPARTMENTS.forEach(department -> addresses.put(department,
                stage.federation().site(department).address().toString()));
        var first = stage.federation().site(Population.D35);
        var host = first.department().code() + ":" + first.address().getPort();
        story.stays(addresses, "curl --cacert " + first.certificate() + " --resolve " + host + ":127.0.0.1 -H "
                + "\"Authorization: Bearer $(cat " + token + ")\" https://" + host + "/api/exchanges");
        waitForTheEnd();
    }

    /** The program is asked to stop, and what fails meanwhile is no news. */
    private static void waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

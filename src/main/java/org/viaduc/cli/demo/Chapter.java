package org.viaduc.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.viaduc.cli.NodeClient;
import org.viaduc.cli.NodeClient.NodeRefuses;
import org.viaduc.cli.demo.population.Population;
import org.viaduc.cli.demo.population.StoryFamily;
import org.viaduc.cli.demo.story.Account;
import org.viaduc.cli.demo.story.Ending;
import org.viaduc.cli.demo.story.Storyteller;

/** Follows one family's file on both nodes to its ending, and does what people do on the way. */
final class Chapter {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT_SILENCE = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int NOT_FOUND = 404;

    private final Stage stage;
    private final Storyteller story;
    private final StoryFamily family;
    private final NodeClient origin;
    private final NodeClient host;
    private boolean hasHappened;
    private boolean isResolved;
    private boolean isSilenceTold;
    private Optional<Instant> silentSince = Optional.empty();

    Chapter(Stage stage, Storyteller story, StoryFamily family) {
        this.stage = stage;
        this.story = story;
        this.family = family;
        this.origin = stage.node(family.from());
        this.host = stage.node(family.to());
    }

    /**
     * Tells until the exchange has ended, or nothing more has happened for 30 s. A node that does not answer may be started
     * again meanwhile: it is waited for, three minutes.
     */
    Ending told() throws IOException {
        var last = Instant.now();
        Optional<Account> account = Optional.empty();
        while (Duration.between(last, Instant.now()).compareTo(silentSince.isPresent() ? SILENCE : PATIENCE) < 0) {
            try {
                account = account();
                if (account.isPresent() && (story.tell(family, account.get()) || actsOn(account.get()))
                        || silentSince.isPresent()) {
                    answers();
                    last = Instant.now();
                } else if (account.filter(Account::isEnded).isPresent()) {
                    return ending(account.get());
                } else {
                    Pause.of(PAUSE);
                }
            } catch (IOException | NodeRefuses noAnswer) {
                silent();
                Pause.of(PAUSE);
            }
        }
        story.stuck(account, PATIENCE, Stream.concat(stage.logs(family.from()).stream(),
                stage.logs(family.to()).stream()).toList());
        return account.map(this::ending).orElseGet(() -> new Ending(family, "", List.of(), Duration.ZERO));
    }

    /** Says it once, after two seconds: a node that has ended is then known to have ended. */
    private void silent() {
        silentSince = silentSince.or(() -> Optional.of(Instant.now()));
        if (!isSilenceTold && Duration.between(silentSince.get(), Instant.now()).compareTo(SHORT_SILENCE) > 0) {
            isSilenceTold = true;
            var dead = stage.deadNodes();
            story.silent(dead, dead.stream().map(department -> stage.federation().site(department).folder()).toList());
        }
    }

    private void answers() {
        silentSince = Optional.empty();
        isSilenceTold = false;
    }

    private Ending ending(Account account) {
        return new Ending(family, account.id(), account.seen(), account.time());
    }

    private Optional<Account> account() throws IOException {
        var found = StreamSupport.stream(origin.get("/api/exchanges?limit=1000").spliterator(), false)
                .filter(each -> each.path("direction").asText().equals("out")
                        && each.path("localId").asText().equals(family.person())
                        && each.path("track").asText().equals(family.track().word()))
                .map(each -> each.path("id").asText()).findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Account(origin.get("/api/exchanges/" + found.get()), atHost(found.get())));
    }

    private Optional<JsonNode> atHost(String exchange) throws IOException {
        try {
            return Optional.of(host.get("/api/exchanges/" + exchange));
        } catch (NodeRefuses e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** @return whether a person has done something that lets the file go on */
    private boolean actsOn(Account account) throws IOException {
        if (account.stateAtOrigin().equals("awaiting") && family.later().isPresent() && !hasHappened) {
            hasHappened = true;
            laterEvent(family.later().get());
            return true;
        }
        if (account.stateAtHost().filter("parked"::equals).isPresent() && !isResolved) {
            isResolved = true;
            return resolve(account.id());
        }
        return false;
    }

    private void laterEvent(StoryFamily.LaterEvent later) throws IOException {
        stage.local(family.from()).happens(family.person(), later);
        var isDropped = family.from().equals(Population.D35);
        story.act(story.pick("plus tard", "later"), story.pick("le fait `" + later.code() + " " + later.value1()
                + "` est saisi dans le logiciel métier de " + family.from()
                + (isDropped ? " : il part avec le dépôt de la nuit" : ""),
                "the event `" + later.code() + " " + later.value1() + "` is entered in the case system of "
                        + family.from()
                        + (isDropped ? ": it comes with the nightly drop" : "")));
        if (isDropped) {
            stage.local(family.from()).drop(false);
        }
    }

    /** The story knows that they are two: whoever is parked here is new to the host. */
    private boolean resolve(String exchange) throws IOException {
        for (var item : host.get("/api/tray")) {
            if (item.path("id").asText().equals(exchange)) {
                story.tray(family.to(), item);
                story.act(story.pick("un agent", "a user"), story.pick("de " + family.to()
                        + " a vérifié : ce sont deux personnes ; la personne qui arrive est nouvelle ici",
                        "of " + family.to() + " has checked: they are two; the person who arrives is new here"));
                host.post("/api/tray/" + exchange + "/resolution", Map.of("person", "new"));
                return true;
            }
        }
        return false;
    }
}

package org.viaduc.cli.demo.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the two nodes say of one exchange: states, steps, decisions and ledgers.
 *
 * @param sent     of the node that sends, as {@code GET /api/exchanges/{id}} answers it
 * @param received of the node that receives; empty as long as it knows nothing of the exchange
 */
public record Account(JsonNode sent, Optional<JsonNode> received) {
    private static final Set<String> ENDINGS = Set.of("delivered", "withheld", "refused", "failed");

    /** One entry of a journal. @param atHost whether the receiving node made it */
    public record Told(boolean atHost, String step, Instant at, JsonNode details) {
        String detail(String key) {
            return details.path(key).asText("");
        }

        long count(String key) {
            return details.path(key).asLong(0);
        }

        List<String> words(String key) {
            return Stream.of(detail(key).split(" ", -1)).filter(word -> !word.isEmpty()).toList();
        }
    }

    public String id() {
        return sent.path("exchange").path("id").asText();
    }

    public String stateAtOrigin() {
        return state(sent);
    }

    /** Empty as long as the host knows nothing of the exchange. */
    public Optional<String> stateAtHost() {
        return received.map(Account::state);
    }

    private static String state(JsonNode side) {
        return side.path("exchange").path("state").asText();
    }

    /** What the node says in whose journal the step stands. */
    JsonNode side(Told step) {
        return step.atHost() ? received.orElseThrow() : sent;
    }

    /** Whether nothing more will happen by itself. */
    public boolean isEnded() {
        return ENDINGS.contains(stateAtOrigin()) && stateAtHost().map(ENDINGS::contains).orElse(true);
    }

    /** All steps in the order in which they happened; the host's are left out while the sender's sending is not told. */
    public List<Told> steps() {
        var steps = new ArrayList<>(steps(sent, false));
        if (steps.stream().anyMatch(each -> each.step().equals("sending"))) {
            received.ifPresent(side -> steps.addAll(steps(side, true)));
        }
        steps.sort(java.util.Comparator.comparing(Told::at));
        return steps;
    }

    private static List<Told> steps(JsonNode side, boolean atHost) {
        return StreamSupport.stream(side.path("steps").spliterator(), false)
                .filter(each -> !each.path("step").asText().equals("read"))
                .map(each -> new Told(atHost, each.path("step").asText(), Instant.parse(each.path("at").asText()),
                        each.path("details")))
                .toList();
    }

    /** The stations that the table of endings compares: where it waited, then how it ended. */
    public List<String> seen() {
        var stations = new ArrayList<String>();
        steps().stream().map(Told::step).filter(step -> step.equals("awaiting") || step.equals("parked")).distinct()
                .forEach(stations::add);
        var end = stateAtHost().filter(state -> !state.equals(stateAtOrigin()))
                .map(state -> stateAtOrigin() + "/" + state).orElse(stateAtOrigin());
        if (!stations.contains(end)) {
            stations.add(end);
        }
        return stations;
    }

    /** From the first step to the last. */
    public Duration time() {
        var steps = steps();
        return steps.isEmpty() ? Duration.ZERO : Duration.between(steps.getFirst().at(), steps.getLast().at());
    }
}

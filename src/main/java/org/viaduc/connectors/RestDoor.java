package org.viaduc.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.NodeSettings;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.journal.Detail;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.trust.HintSignature;

/**
 * The door for services that speak JSON over HTTP: asks page by page which files changed, reads each, and puts a record into
 * a request. A hint from outside makes it look now; what the hint says is not used.
 */
public final class RestDoor {
    private static final Logger LOG = LoggerFactory.getLogger(RestDoor.class);
    /** The key in node.yaml with which a connector takes hints. */
    static final String HOOK_SECRET = "hook-secret";
    private static final String FROM_THE_BEGINNING = "1970-01-01T00:00:00Z";
    private static final int MOST_PAGES = 10_000;
    private static final int LONGEST_HINT = 64 * 1024;

    private final Intake intake;
    private final Acceptance acceptance;
    private final Clock clock;
    private final Looks looks;
    private final RestLine.Pause pause;
    private final Map<String, RestLine> lines = new ConcurrentHashMap<>();
    private final Map<String, HintSignature> signatures = new ConcurrentHashMap<>();
    private final Map<String, Look> open = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastLooks = new ConcurrentHashMap<>();
    private final Set<String> hinted = ConcurrentHashMap.newKeySet();

    /** One look in progress. @param asked the pages, so that a service that leads in a circle is left */
    private static final class Look {
        private final Set<String> asked = new HashSet<>();
        private String latest = "";
    }

    /** A list of changes that cannot be followed: the look ends here. Its message says nothing of what was answered. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(String reason) {
            super(reason);
        }
    }

    RestDoor(Intake intake, Acceptance acceptance, NodeSettings settings, Clock clock, RestLine.Pause pause) {
        this.intake = intake;
        this.acceptance = acceptance;
        this.clock = clock;
        this.looks = new Looks(acceptance);
        this.pause = pause;
        replace(List.of(), settings.connectors().values());
    }

    /** Other services take the place of these. @param gone the connectors whose service is left */
    void replace(Collection<String> gone, Collection<Connector> fresh) {
        lines.keySet().removeAll(gone);
        signatures.keySet().removeAll(gone);
        fresh.stream().filter(each -> RestLine.missing(each).isEmpty()).forEach(each -> {
            lines.put(each.name(), new RestLine(each, clock, pause));
            Optional.ofNullable(each.values().get(HOOK_SECRET))
                    .ifPresent(secret -> signatures.put(each.name(), new HintSignature(secret)));
        });
    }

    /** By connector. */
    Map<String, RestLine> lines() {
        return Map.copyOf(lines);
    }

    /**
     * Begins a look, if it is time for one or a hint came.
     *
     * @param list  the path that lists changes; {@code {since}} is how far the last look came
     * @param every milliseconds between two looks
     * @return the first page's address; empty when there is nothing to do now
     */
    public String begin(String connector, String list, String overlap, long every) {
        var now = clock.instant();
        var isDue = !now.isBefore(lastLooks.getOrDefault(connector, Instant.MIN).plusMillis(
                lastLooks.containsKey(connector) ? every : 0));
        if (!isDue && !hinted.contains(connector) || !lines.get(connector).isOpen()) {
            return "";
        }
        hinted.remove(connector);
        lastLooks.put(connector, now);
        var since = looks.begin(connector).map(mark -> RestMark.before(mark, Duration.parse(overlap)))
                .orElse(FROM_THE_BEGINNING);
        var first = lines.get(connector).host().at(list.replace("{since}", encoded(since)));
        var look = new Look();
        look.asked.add(first);
        open.put(connector, look);
        return first;
    }

    /** The files that a page lists. */
    public RestPage page(InputStream answer, String connector, String items, String id, String changed, String cursor)
            throws IOException {
        var page = RestPage.read(answer, items, id, changed, cursor);
        var look = open.get(connector);
        look.latest = RestMark.later(look.latest, page.latest());
        return page;
    }

    /**
     * The next page's address, by the Link header or by the cursor; empty behind the last page.
     *
     * @param page      the address of this page
     * @param parameter the parameter that takes the cursor
     */
    public String next(String connector, String page, RestPage read, String link, String parameter) {
        var linked = RestPage.next(link == null ? "" : link);
        if (linked.isEmpty() && read.cursor().isEmpty()) {
            return "";
        }
        var next = lines.get(connector).host()
                .follow(linked.isEmpty() ? withCursor(page, parameter, read.cursor()) : linked, page);
        var look = open.get(connector);
        if (look.asked.size() == MOST_PAGES || !look.asked.add(next)) {
            throw new Lost("the list of changes leads in a circle, or has more than " + MOST_PAGES + " pages");
        }
        return next;
    }

    private static String withCursor(String page, String parameter, String cursor) {
        var bare = page.replaceAll("([?&])" + java.util.regex.Pattern.quote(parameter) + "=[^&]*&?", "$1")
                .replaceAll("[?&]$", "");
        return bare + (bare.indexOf('?') < 0 ? "?" : "&") + parameter + "=" + encoded(cursor);
    }

    /** The address of one file. @param read the path, with {@code {id}} */
    public String file(String connector, String read, String id) {
        return lines.get(connector).host().at(read.replace("{id}", encoded(id).replace("+", "%20")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Takes the one file that was asked for. An answer about somebody else is refused. */
    public void collect(InputStream answer, String connector, String id) throws IOException {
        var source = connector + ":" + Detail.reference(id);
        intake.take((records, faults) -> {
            var batch = intake.format(connector).read(answer, source);
            batch.faults().stream().filter(fault -> looks.isNews(fault.toString())).forEach(faults);
            if (batch.records().size() == 1 && batch.records().getFirst().localId().equals(id)) {
                records.accept(batch.records().getFirst());
            } else if (!batch.records().isEmpty()) {
                refused(connector, source, "the answer holds another file than the one that was asked for");
            }
        }, source, connector);
    }

    /**
     * One file could not be read; the others are. What the service says is not there is refused until the file changes;
     * what else goes wrong may be over at the next look, which asks again.
     *
     * @throws IOException when the service cannot be reached, or asks to wait: then the look ends here
     */
    public void notRead(String connector, String id, Exception failure) throws IOException {
        var source = connector + ":" + Detail.reference(id);
        var status = status(failure);
        if (status.isEmpty()) {
            throw new IOException("the service of `" + connector + "` broke off", failure);
        }
        if (status.get() == 404 || status.get() == 410) {
            refused(connector, source, "the service has the file no more");
        } else {
            looks.hold(connector);
            refused(connector, source, "the service answers " + status.get() + " for this file; it is asked for again");
        }
    }

    private void refused(String connector, String place, String reason) {
        if (looks.isNews(place + reason)) {
            acceptance.refusedAtDoor(connector, 1);
            LOG.atInfo().addKeyValue("connector", connector).addKeyValue("place", place).log("not read: {}", reason);
        }
    }

    private static Optional<Integer> status(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(HttpOperationFailedException.class::isInstance).map(HttpOperationFailedException.class::cast)
                .map(HttpOperationFailedException::getStatusCode).findFirst();
    }

    /** Every page has been followed: the next look begins where this one came to, less the overlap. */
    public void end(String connector) {
        var look = open.remove(connector);
        if (look != null && !look.latest.isEmpty()) {
            looks.cameTo(connector, look.latest);
        }
    }

    /** Somebody calls from outside. Signed with the secret that both know, it makes the door look now; it says nothing else. */
    public void hint(Exchange call, String connector, String header) throws IOException {
        var shown = call.getMessage().getHeader(header, "", String.class);
        byte[] body;
        try (InputStream in = call.getMessage().getBody(InputStream.class)) {
            body = in == null ? new byte[0] : in.readNBytes(LONGEST_HINT + 1);
        }
        var signature = signatures.get(connector);
        var isOurs = body.length <= LONGEST_HINT && signature != null && signature.fits(body, shown);
        if (isOurs) {
            hinted.add(connector);
        }
        var answer = call.getMessage();
        answer.removeHeaders("*");
        answer.setHeader(Exchange.HTTP_RESPONSE_CODE, isOurs ? 202 : 401);
        answer.setBody(null);
    }

    /** The record as the body of a request. */
    public byte[] write(DeliverableRecord record, String connector) {
        return intake.format(record).write(record);
    }

    /** The department's reference in its answer, or an empty text. @param pointer JSON pointer */
    public String reference(InputStream answer, String pointer) throws IOException {
        return answer == null ? "" : RestPage.text(RestPage.tree(answer).at(pointer)).orElse("");
    }

    /**
     * A delivery that did not succeed. A conflict (409) says that the same exchange is being taken just now, and an address
     * or a login that is wrong is mended here: both are tried again.
     *
     * @throws DepartmentRefuses when the service says that it does not take this record (400, 413, 422)
     */
    public void notTaken(Exception failure) throws Exception {
        var status = status(failure);
        if (status.filter(each -> each == 400 || each == 413 || each == 422).isPresent()) {
            throw new DepartmentRefuses("http-" + status.get());
        }
        throw status.isEmpty() ? failure : new IOException("the service answers " + status.get(), failure);
    }
}

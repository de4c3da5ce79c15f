package org.viaduc.connectors.picture;

import java.util.List;
import java.util.Locale;

import org.viaduc.connectors.RouteBook;
import org.viaduc.exchange.node.NodeSettings.Connector;

/**
 * One route as it runs.
 *
 * @param route    its id, the stem of its file
 * @param template on which it is built; empty for one that stands by itself
 * @param stops    in the order in which a file passes them; empty when the route has none that can be told
 */
public record RoutePicture(String route, String template, List<Stop> stops) {
    public RoutePicture {
        stops = List.copyOf(stops);
    }

    /** What happens at a stop. */
    public enum Sort {
        /** Where the route begins: a folder, a server, a clock. */
        FROM,
        /** Something outside is called, or a file is laid down. */
        TO,
        /** A door of this node takes what came. */
        DOOR,
        /** Bodies, headers and variables are set; nothing leaves. */
        PREPARE,
        /** One of several ways is taken. */
        CHOICE,
        WHEN,
        OTHERWISE,
        /** Once for each. */
        EACH,
        /** As long as something holds. */
        REPEAT,
        ATTEMPT,
        /** What is done when the attempt fails. */
        CAUGHT,
        /** Anything else. */
        OTHER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One stop.
     *
     * @param depth how many choices, repetitions and attempts it stands within
     * @param what  its address, the door and its act, or what decides; placeholders of logins stand as they are written
     */
    public record Stop(int depth, Sort sort, String what) {}

    /** The routes of a connector, those that collect first. */
    public static List<RoutePicture> of(Connector connector, RouteBook book) {
        return RouteBook.own(connector).stream().flatMap(id -> book.text(id).stream()
                .map(text -> RouteReading.read(id, text, book, new Addresses(connector)))).toList();
    }
}

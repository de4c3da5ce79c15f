package org.viaduc.web.console;

import java.util.List;

/**
 * What one page shows of a long list.
 *
 * @param shown these
 * @param after how many of the list the reader has seen then
 * @param rest  how many come after them
 */
public record Part<T>(List<T> shown, int after, int rest) {
    /** @param seen how many were shown before; anything that no page gave begins anew @param most on one page */
    public static <T> Part<T> of(List<T> all, int seen, int most) {
        var start = seen < 0 || seen >= all.size() ? 0 : seen;
        var end = Math.min(all.size(), start + most);
        return new Part<>(List.copyOf(all.subList(start, end)), end, all.size() - end);
    }
}

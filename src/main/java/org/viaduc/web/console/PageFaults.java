package org.viaduc.web.console;

import java.io.IOException;
import java.util.NoSuchElementException;

import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

import org.viaduc.exchange.NobodyDelivers;

/** Sends what a page could not do to {@link ErrorPage}. Only kinds and places are written down: messages may repeat contents. */
@ControllerAdvice(basePackageClasses = PageFaults.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageFaults {
    private static final Logger LOG = LoggerFactory.getLogger(PageFaults.class);

    @ExceptionHandler
    void notFound(NoSuchElementException e, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    /** Tried again, a delivery would only wait. */
    @ExceptionHandler
    void nobodyDelivers(NobodyDelivers e, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_CONFLICT);
    }

    @ExceptionHandler
    void unforeseen(Exception e, HttpServletResponse response) throws IOException {
        var root = NestedExceptionUtils.getMostSpecificCause(e);
        LOG.atError().addKeyValue("fault", e.getClass().getSimpleName())
                .addKeyValue("root", root.getClass().getSimpleName())
                .addKeyValue("at", root.getStackTrace().length == 0 ? "" : root.getStackTrace()[0])
                .log("a page failed: look at the database, then report it");
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
}

package org.viaduc.web.console;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.NoSuchElementException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import org.viaduc.exchange.NobodyDelivers;

/** Sends what a page could not do to {@link ErrorPage}. Only kinds and places are written down: messages may repeat contents. */
@ControllerAdvice(basePackageClasses = PageFaults.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageFaults {
    /** The attribute of a request under which {@link ErrorPage} finds a form with its faults. */
    static final String FORM = PageFaults.class.getName() + ".form";
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

    /** A form that is told on a page of its own, by {@link ErrorPage}, with what was written in it. */
    @ExceptionHandler
    void faulty(FormFaults e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        tell(e.given(), request, response);
    }

    @ExceptionHandler
    void missing(MissingServletRequestParameterException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var given = written(request);
        given.fault(e.getParameterName(), "missing");
        tell(given, request, response);
    }

    @ExceptionHandler
    void senseless(MethodArgumentTypeMismatchException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var given = written(request);
        given.fault(e.getName(), "senseless");
        tell(given, request, response);
    }

    private static void tell(Given given, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(FORM, given);
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }

    /** What was written, the values of a field that stands several times with spaces between. */
    private static Given written(HttpServletRequest request) {
        var values = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, all) -> values.put(name, String.join(" ", all)));
        return new Given(values);
    }

    @ExceptionHandler
    void unforeseen(Exception e, HttpServletResponse response) throws IOException {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            response.sendError(known.getStatusCode().value());
            return;
        }
        var root = NestedExceptionUtils.getMostSpecificCause(e);
        LOG.atError().addKeyValue("fault", e.getClass().getSimpleName())
                .addKeyValue("root", root.getClass().getSimpleName())
                .addKeyValue("at", root.getStackTrace().length == 0 ? "" : root.getStackTrace()[0])
                .log("a page failed: look at the database, then report it");
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
}

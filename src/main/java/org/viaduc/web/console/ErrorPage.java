package org.viaduc.web.console;

import java.util.Map;
import java.util.Set;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Says what went wrong: to a browser as a page, to others as problem details; never what was asked for. */
@Controller
@Hidden
class ErrorPage implements ErrorController {
    /** Those with sentences of their own; the others share those of 500. */
    static final Set<Integer> KNOWN = Set.of(400, 401, 403, 404, 405, 409, 503);

    /** Fields that are filled in by hand, and how; the value of the others comes from a list, a button or a link. */
    private static final Map<String, String> TYPED = Map.of("related", "text", "reference", "text", "given-on", "date");

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    String page(HttpServletRequest request, HttpServletResponse response, Model model) {
        var status = status(request);
        response.setStatus(status.value());
        if (request.getAttribute(PageFaults.FORM) instanceof Given given) {
            return again(given, request, model);
        }
        model.addAttribute("status", KNOWN.contains(status.value()) ? status.value() : 500);
        return "error";
    }

    /** What is wrong is asked for once more, where people write it by hand; all else that was sent goes along. */
    private static String again(Given given, HttpServletRequest request, Model model) {
        var asked = given.faults().stream().map(Given.Fault::field).distinct().toList();
        model.addAttribute("form", given);
        model.addAttribute("to", String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
        model.addAttribute("asked", asked);
        model.addAttribute("kinds", TYPED);
        model.addAttribute("kept", given.values().keySet().stream()
                .filter(name -> !asked.contains(name) && !name.equals("_csrf")).sorted().toList());
        model.addAttribute("again", request.getMethod().equals("POST") && TYPED.keySet().containsAll(asked));
        return "form-faults";
    }

    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(status(request),
                "La demande n'a pas abouti / The request has come to nothing");
        return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static HttpStatus status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                && HttpStatus.resolve(code) != null ? HttpStatus.resolve(code) : HttpStatus.INTERNAL_SERVER_ERROR;
    }
}

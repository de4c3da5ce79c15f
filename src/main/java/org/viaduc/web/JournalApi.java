package org.viaduc.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.JournalDesk;

/** The journal, to be taken away and verified elsewhere. Taking it is an entry itself. */
@RestController
@RequestMapping("/api/journal")
@Tag(name = "journal", description = "Journal")
class JournalApi {
    private final JournalDesk journal;

    JournalApi(JournalDesk journal) {
        this.journal = journal;
    }

    @GetMapping("/export")
    @Operation(summary = "Tout le journal, vérifiable seul / The whole journal, verifiable by itself")
    void export(@AuthenticationPrincipal Jwt token, HttpServletResponse response) throws IOException {
        response.setContentType("application/x-ndjson");
        journal.export(Who.of(token), response.getOutputStream());
    }
}

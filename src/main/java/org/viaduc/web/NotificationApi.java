package org.viaduc.web;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.viaduc.exchange.notification.Corresponding;
import org.viaduc.policy.Mission;

/** Who is told that something waits, and whether they can be reached. */
@RestController
@RequestMapping("/api/notifications")
@Tag(name = "connectors")
class NotificationApi {
    private final Corresponding corresponding;

    NotificationApi(Corresponding corresponding) {
        this.corresponding = corresponding;
    }

    /** One of them. @param carried when a letter was taken last @param failing since when one is not */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record CorrespondentView(String way, String place, String role, List<String> missions, Instant carried,
            Instant failing, String why) {
        static CorrespondentView of(Corresponding.Standing each) {
            var to = each.correspondent();
            return new CorrespondentView(to.way().word(), to.way().place(), to.audience().word(),
                    to.missions().stream().map(Mission::name).sorted().toList(), each.carried().orElse(null),
                    each.failing().orElse(null), each.why());
        }
    }

    @GetMapping
    @Operation(summary = "Qui est prévenu, et s'il peut l'être / Who is notified, and whether they can be reached", description = """
            One line for each correspondent of node.yaml: when a notification was last taken, and since when and why one is not.
            Nothing of what waits is said here.""")
    List<CorrespondentView> correspondents() {
        return corresponding.standing().stream().map(CorrespondentView::of).toList();
    }
}

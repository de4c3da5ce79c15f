package org.viaduc.web.console;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.viaduc.web.login.UserRole;

/** The pages that stand in the navigation, each with the roles that have it there; in the order of a working day. */
enum Menu {
    TRAY("/tray", UserRole.CASE_WORKER),
    EXCHANGES("/exchanges", UserRole.CASE_WORKER),
    TRANSFER("/transfers/new", UserRole.CASE_WORKER),
    REQUEST("/requests/new", UserRole.CASE_WORKER),
    ACCESS("/access/new", UserRole.CASE_WORKER),
    FOLLOW_UPS("/follow-ups", UserRole.CASE_WORKER),
    CLAIMS("/claims", UserRole.CASE_WORKER, UserRole.DPO),
    EMERGENCIES("/emergencies", UserRole.CASE_WORKER),
    AUDIT("/audit", UserRole.AUDITOR),
    ALL_EXCHANGES("/exchanges", UserRole.AUDITOR),
    WITNESSES("/audit/witnesses", UserRole.AUDITOR),
    SAMPLES("/audit/samples", UserRole.AUDITOR),
    REPORTS("/audit/reports", UserRole.AUDITOR),
    FIGURES("/figures", UserRole.AUDITOR, UserRole.DPO),
    CONNECTORS("/connectors", UserRole.INTEGRATOR),
    PLAYGROUND("/playground", UserRole.INTEGRATOR),
    NOTIFICATIONS("/notifications", UserRole.INTEGRATOR),
    RULES("/rules", UserRole.DPO),
    PROCESSING("/registers/processing", UserRole.DPO),
    BREACHES("/registers/breaches", UserRole.DPO),
    RETENTION("/retention", UserRole.DPO),
    ME("/me", UserRole.PERSON),
    WORDS("/me/words", UserRole.PERSON),
    RIGHTS("/me/rights", UserRole.PERSON);

    private final String path;
    private final Set<UserRole> roles;

    Menu(String path, UserRole... roles) {
        this.path = path;
        this.roles = Set.of(roles);
    }

    /** One line of the navigation. @param key of its words @param isHere whether the page shown is this one or below it */
    public record Item(String path, String key, boolean isHere) {}

    /** What whoever has these roles finds in the navigation. */
    static List<Item> of(Set<UserRole> roles, String path) {
        var open = Arrays.stream(values()).filter(each -> each.roles.stream().anyMatch(roles::contains))
                .map(each -> each.path).distinct().toList();
        var here = open.stream().filter(each -> path.equals(each) || path.startsWith(each + "/"))
                .max(Comparator.comparing(String::length)).orElse("");
        return open.stream().map(each -> new Item(each, "menu." + each.substring(1).replace('/', '-'),
                each.equals(here))).toList();
    }
}

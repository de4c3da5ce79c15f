package org.viaduc.web.console;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.viaduc.web.login.UserRole;

/** The pages that stand in the navigation, each with the roles that have it there; in the order of a working day. */
enum Menu {
    TRAY("/tray", UserRole.CASE_WORKER),
    EXCHANGES("/exchanges", UserRole.CASE_WORKER),
    TRANSFER("/transfers/new", UserRole.CASE_WORKER);

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
        return Arrays.stream(values()).filter(each -> each.roles.stream().anyMatch(roles::contains))
                .map(each -> new Item(each.path, "menu." + each.path.substring(1).replace('/', '-'),
                        path.equals(each.path) || path.startsWith(each.path + "/")))
                .toList();
    }
}

package org.viaduc.policy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.viaduc.model.Department;
import org.viaduc.policy.FactDetail.Assessment;
import org.viaduc.policy.FactDetail.Attestation;
import org.viaduc.policy.FactDetail.Benefit;
import org.viaduc.policy.FactDetail.Giver;
import org.viaduc.policy.FactDetail.Moved;

/**
 * What stands on the day of the question: the facts that have happened and that no other voids, and who the person is by
 * age. The order in which facts were given has left no trace here; among facts of one day, the one that releases less
 * counts as the last.
 */
final class Situation {
    private static final int KINDS = FactKind.values().length;

    final LocalDate today;
    final boolean minor;
    final boolean adult;
    final boolean discernment;

    private final Fact[] facts;
    private final int count;
    private final Fact[] latest = new Fact[KINDS];

    Situation(FileFace file, Collection<Fact> given, LocalDate today) {
        this.today = today;
        this.minor = file.age().isMinor(today);
        this.adult = file.age().isAdult(today);
        this.facts = new Fact[given.size()];
        var standing = 0;
        var corrected = false;
        for (var fact : given) {
            if (!fact.on().isAfter(today)) {
                facts[standing++] = fact;
                corrected |= fact.voids().isPresent();
            }
        }
        this.count = corrected ? withoutVoided(standing) : standing;
        for (var i = 0; i < count; i++) {
            var kind = facts[i].kind().ordinal();
            if (latest[kind] == null || isLater(facts[i], latest[kind])) {
                latest[kind] = facts[i];
            }
        }
        this.discernment = latest(FactKind.DISCERNMENT_ASSESSED) == null ? file.discernment() : isAssessed();
    }

    /** The last assessment of the minor's discernment; one that says nothing says no. */
    private boolean isAssessed() {
        return ((Assessment) latest(FactKind.DISCERNMENT_ASSESSED).detail()).discernment().orElse(false);
    }

    /** A fact is void when one that stands voids it; two that void each other both fall. */
    private int withoutVoided(int standing) {
        var voidedBy = new HashMap<FactId, HashSet<Fact>>();
        for (var i = 0; i < standing; i++) {
            var fact = facts[i];
            fact.voids().ifPresent(id -> voidedBy.computeIfAbsent(id, none -> new HashSet<>()).add(fact));
        }
        var kept = 0;
        for (var i = 0; i < standing; i++) {
            if (stands(facts[i], voidedBy, new HashSet<>())) {
                facts[kept++] = facts[i];
            }
        }
        return kept;
    }

    private static boolean stands(Fact fact, Map<FactId, HashSet<Fact>> voidedBy, HashSet<FactId> asking) {
        asking.add(fact.id());
        for (var other : voidedBy.getOrDefault(fact.id(), new HashSet<>())) {
            if (!asking.contains(other.id()) && stands(other, voidedBy, asking)) {
                return false;
            }
        }
        asking.remove(fact.id());
        return true;
    }

    static boolean isLater(Fact one, Fact other) {
        var days = one.on().compareTo(other.on());
        return days > 0 || days == 0 && one.id().compareTo(other.id()) < 0;
    }

    int count() {
        return count;
    }

    Fact fact(int i) {
        return facts[i];
    }

    boolean has(FactKind kind) {
        return latest[kind.ordinal()] != null;
    }

    /** The latest of its kind; null when there is none. */
    Fact latest(FactKind kind) {
        return latest[kind.ordinal()];
    }

    /** The fact of this kind that began, if it is later than the last one of the kind that ended it. */
    Fact running(FactKind begun, FactKind ended, boolean sameDayRuns) {
        var begin = latest(begun);
        var end = latest(ended);
        if (begin == null || end == null) {
            return begin;
        }
        var days = begin.on().compareTo(end.on());
        return days > 0 || days == 0 && sameDayRuns ? begin : null;
    }

    /** The latest of this kind whose detail passes; null when there is none. */
    Fact latest(FactKind kind, Predicate<FactDetail> passes) {
        Fact last = null;
        if (has(kind)) {
            for (var i = 0; i < count; i++) {
                var fact = facts[i];
                if (fact.kind() == kind && (last == null || isLater(fact, last)) && passes.test(fact.detail())) {
                    last = fact;
                }
            }
        }
        return last;
    }

    /** A benefit that is known to be more than financial. */
    Fact benefit() {
        return latest(FactKind.ASE_ADMINISTRATIVE_BENEFIT,
                detail -> detail instanceof Benefit benefit && benefit.onlyFinancial().isPresent()
                        && !benefit.onlyFinancial().get());
    }

    /** The last move that names a department; null when none does. */
    Fact moveToHost() {
        return latest(FactKind.FAMILY_MOVED, detail -> detail instanceof Moved moved && moved.host().isPresent());
    }

    /** True when the last move that names a department names this one, and no other of that day names another. */
    boolean isHost(Department department) {
        var last = moveToHost();
        if (last == null) {
            return false;
        }
        for (var i = 0; i < count; i++) {
            if (facts[i].detail() instanceof Moved moved && facts[i].on().equals(last.on())
                    && moved.host().isPresent() && !moved.host().get().equals(department)) {
                return false;
            }
        }
        return true;
    }

    /** True when every move of the last day of moving says that the address is known. */
    boolean isAddressKnownAtLastMove() {
        var last = latest(FactKind.FAMILY_MOVED);
        if (last == null) {
            return false;
        }
        for (var i = 0; i < count; i++) {
            if (facts[i].detail() instanceof Moved moved && facts[i].on().equals(last.on())
                    && !moved.isAddressKnown()) {
                return false;
            }
        }
        return true;
    }

    /** The attestation that the department has published; null when it has none. */
    Fact attestationOf(Department department) {
        return latest(FactKind.RGS_ATTESTATION,
                detail -> detail instanceof Attestation published && published.by().isPresent()
                        && published.by().get().equals(department));
    }

    /** True for whoever may agree in this person's name today; an unknown giver is none. */
    boolean mayAgree(Optional<Giver> by) {
        return by.isPresent() && switch (by.get()) {
            case REPRESENTATIVE -> minor || adult;
            case PERSON -> adult;
            case PARENTS -> minor;
            case MINOR -> false;
        };
    }

    /** True for whoever may consent to health and social professionals sharing (CSP L1110-4 III). */
    boolean mayConsent(Optional<Giver> by) {
        return by.isPresent() && switch (by.get()) {
            case REPRESENTATIVE -> true;
            case PERSON -> adult || discernment;
            case PARENTS -> minor;
            case MINOR -> false;
        };
    }
}

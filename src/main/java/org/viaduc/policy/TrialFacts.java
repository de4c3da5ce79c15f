package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.viaduc.policy.FactKind.*;

/**
 * The facts that matter to a road, as dimensions: of each, the ways in which it can stand. The core ways are combined with
 * all others; the odd ones (something unknown, said by the wrong one, expired) with the core of the others.
 */
final class TrialFacts {
    /** @param core at least one; the first is the absence */
    record Dimension(List<List<Fact>> core, List<List<Fact>> odd) {}

    private static final LocalDate MOVED = Trial.TODAY.minusDays(120);
    private static final LocalDate SINCE = Trial.TODAY.minusDays(100);
    private static final LocalDate EARLY = Trial.TODAY.minusDays(60);
    private static final LocalDate MIDDLE = Trial.TODAY.minusDays(40);
    private static final LocalDate LATE = Trial.TODAY.minusDays(20);
    private static final String ALL_HEALTH = "S07 S08 S09 S10 S14";

    private TrialFacts() {
    }

    static Fact fact(FactKind kind, LocalDate on, String... fields) {
        var words = new java.util.HashMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            words.put(fields[i], fields[i + 1]);
        }
        return FactCodec.fact(new FactId(kind.word() + "-" + Integer.toHexString(on.hashCode() ^ words.hashCode())),
                kind, on, words, "proof", Instant.EPOCH, "proof", Optional.empty());
    }

    /** What, added to any facts, must not let more leave: by everybody, of today and of before. */
    static List<Fact> lessAgreement() {
        return List.of(fact(AGREEMENT_REFUSED, Trial.TODAY, "by", "parents"),
                fact(AGREEMENT_WITHDRAWN, Trial.TODAY, "by", "representative"),
                fact(AGREEMENT_WITHDRAWN, EARLY.minusDays(5)), fact(OPPOSITION, Trial.TODAY),
                fact(OPPOSITION, EARLY.minusDays(5), "by", "person", "to", ALL_HEALTH));
    }

    /** The dimensions of a road, and of the road by which its recipients and conditions are found. */
    static List<Dimension> of(Road road, Road acting) {
        var dimensions = new ArrayList<Dimension>();
        dimensions.add(moved());
        var seen = EnumSet.of(FAMILY_MOVED, OPPOSITION, AGREEMENT_REFUSED, AGREEMENT_WITHDRAWN);
        var roads = new ArrayList<Road>(List.of(road));
        if (acting != road) {
            roads.add(acting);
        }
        if (acting.risk != null && !roads.contains(acting.risk)) {
            roads.add(acting.risk);
        }
        for (var some : roads) {
            some.conditions.forEach(condition -> dimensions.addAll(of(condition, seen)));
        }
        for (var some : roads) {
            some.triggers.forEach(trigger -> add(dimensions, seen, trigger.fact(), trigger.ended()));
            narrowing(dimensions, seen, some.onlyUnder);
            narrowing(dimensions, seen, some.closedWhile);
        }
        road.inner.forEach(inner -> inner.triggers.forEach(trigger -> add(dimensions, seen, trigger.fact(), null)));
        if (acting.oppositionCloses || acting.closedToParents != 0) {
            dimensions.add(opposition());
        }
        if (acting.oppositionCloses && seen.add(CONSENT)) {
            dimensions.add(consent());
        }
        if (road.ase) {
            add(dimensions, seen, ACTION_EDUCATIVE, null);
        }
        if (road.transport && seen.add(RGS_ATTESTATION)) {
            dimensions.add(new Dimension(ways(List.of(), List.of(fact(RGS_ATTESTATION, MOVED, "by", "D35"))),
                    ways(List.of(fact(RGS_ATTESTATION, MOVED)), List.of(fact(RGS_ATTESTATION, MOVED, "by", "D44")))));
        }
        return dimensions;
    }

    private static void narrowing(List<Dimension> dimensions, Set<FactKind> seen, Road.Narrowing narrowing) {
        if (narrowing != null) {
            add(dimensions, seen, narrowing.fact(), narrowing.ended());
        }
    }

    private static List<Dimension> of(Condition condition, Set<FactKind> seen) {
        var dimensions = new ArrayList<Dimension>();
        switch (condition.type()) {
            case ADDRESS -> add(dimensions, seen, ADDRESS_ANSWERED, null);
            case INFORMED, PERSON_INFORMED -> {
                if (seen.add(PARENTS_INFORMED)) {
                    dimensions.add(informed());
                }
            }
            case CHILD_INFORMED -> add(dimensions, seen, CHILD_INFORMED, null);
            case AGREED -> {
                if (seen.add(WRITTEN_AGREEMENT)) {
                    dimensions.add(agreement());
                    dimensions.add(evaluation());
                }
            }
            case ANY_OF -> condition.facts().forEach(kind -> add(dimensions, seen, kind, null));
            case CONSENT -> {
                if (seen.add(CONSENT)) {
                    dimensions.add(consent());
                }
            }
            case SIX_CONDITIONS -> {
                if (seen.add(SIX_CONDITIONS)) {
                    dimensions.add(sixConditions());
                }
            }
            case RESIDENCE -> {
                if (seen.add(RESIDENCE)) {
                    dimensions.add(residence());
                }
            }
            case EMERGENCY -> {
                if (seen.add(EMERGENCY)) {
                    dimensions.add(emergency());
                }
            }
        }
        return dimensions;
    }

    private static void add(List<Dimension> dimensions, Set<FactKind> seen, FactKind kind, FactKind ended) {
        if (!seen.add(kind) && (ended == null || seen.contains(ended))) {
            return;
        }
        var begun = usual(kind);
        var core = new ArrayList<>(ways(List.of(), List.of(begun)));
        if (ended != null && seen.add(ended)) {
            core.add(List.of(begun, fact(ended, LATE)));
        }
        dimensions.add(new Dimension(core, odd(kind)));
    }

    private static Fact usual(FactKind kind) {
        return switch (kind) {
            case ASE_ADMINISTRATIVE_BENEFIT -> fact(kind, EARLY, "only-financial", "false");
            case JUDICIAL_MEASURE -> fact(kind, EARLY, "type", "aemo");
            case WRITTEN_AGREEMENT, AGREEMENT_REFUSED, AGREEMENT_WITHDRAWN -> fact(kind, EARLY, "by", "parents");
            case CONSENT -> fact(kind, EARLY, "by", "person", "for", ALL_HEALTH);
            case OPPOSITION -> fact(kind, EARLY, "by", "person", "to", ALL_HEALTH);
            case INFORMATION_WAIVED, EMERGENCY -> fact(kind, Trial.TODAY, "by", "CADRE-CRIP", "motive", "proof");
            case EVALUATED_AFTER_REFUSAL -> fact(kind, EARLY, "by", "CADRE-CRIP", "result", "danger");
            case SIX_CONDITIONS -> fact(kind, EARLY, "item", "S05");
            case RESIDENCE -> fact(kind, SINCE, "since", SINCE.toString(), "in", "home");
            case RGS_ATTESTATION -> fact(kind, EARLY, "by", "D35");
            case DISCERNMENT_ASSESSED -> fact(kind, EARLY, "discernment", "true");
            case FAMILY_MOVED -> fact(kind, MOVED, "to", "D44", "address", "known");
            case IP_RECEIVED, IP_UNDER_EVALUATION, IP_CLOSED, JUDGE_RELEASED, JUDGE_KEEPS_MEASURE_WITH_ORIGIN,
                    PARENTS_INFORMED, PERSON_INFORMED, CHILD_INFORMED, JUDICIAL_AUTHORITY_SEIZED,
                    INTERRUPTION_ENDANGERS, ADDRESS_REQUESTED, ADDRESS_ANSWERED, PERSON_REQUEST, FAVOURABLE_DECISION,
                    ACTION_EDUCATIVE, HOST_ASKED ->
                fact(kind, EARLY);
        };
    }

    private static List<List<Fact>> odd(FactKind kind) {
        return kind == ASE_ADMINISTRATIVE_BENEFIT
                ? ways(List.of(fact(kind, EARLY)), List.of(fact(kind, EARLY, "only-financial", "true")))
                : List.of();
    }

    private static Dimension moved() {
        var known = usual(FAMILY_MOVED);
        return new Dimension(ways(List.of(), List.of(known),
                List.of(fact(FAMILY_MOVED, MOVED, "to", "D44", "address", "unknown"))),
                ways(List.of(fact(FAMILY_MOVED, MOVED, "address", "known")),
                        List.of(known, fact(FAMILY_MOVED, LATE, "to", "D85", "address", "known")),
                        List.of(known, fact(FAMILY_MOVED, LATE, "address", "known"))));
    }

    private static Dimension informed() {
        return new Dimension(ways(List.of(), List.of(fact(PARENTS_INFORMED, EARLY)),
                List.of(fact(INFORMATION_WAIVED, EARLY, "by", "CADRE-CRIP", "motive", "proof"))),
                ways(List.of(fact(PERSON_INFORMED, EARLY)),
                        List.of(fact(INFORMATION_WAIVED, EARLY, "by", "CADRE-CRIP")),
                        List.of(fact(INFORMATION_WAIVED, EARLY, "motive", "proof")),
                        List.of(fact(INFORMATION_WAIVED, EARLY, "by", "ASS", "motive", "proof"))));
    }

    private static Dimension agreement() {
        var given = fact(WRITTEN_AGREEMENT, EARLY, "by", "parents");
        var back = fact(AGREEMENT_WITHDRAWN, MIDDLE, "by", "parents");
        return new Dimension(ways(List.of(), List.of(given),
                List.of(fact(AGREEMENT_REFUSED, EARLY, "by", "parents")), List.of(given, back)),
                ways(List.of(fact(WRITTEN_AGREEMENT, EARLY)),
                        List.of(given, back, fact(WRITTEN_AGREEMENT, LATE, "by", "parents")),
                        List.of(fact(WRITTEN_AGREEMENT, EARLY, "by", "person")),
                        List.of(fact(WRITTEN_AGREEMENT, EARLY, "by", "representative"))));
    }

    private static Dimension evaluation() {
        var ways = new ArrayList<List<Fact>>(List.of(List.of()));
        for (var result : FactDetail.Result.values()) {
            ways.add(List.of(fact(EVALUATED_AFTER_REFUSAL, LATE, "by", "CADRE-CRIP", "result", result.word())));
        }
        ways.add(List.of(ways.getLast().getFirst(), fact(JUDICIAL_AUTHORITY_SEIZED, LATE)));
        return new Dimension(ways, ways(List.of(fact(EVALUATED_AFTER_REFUSAL, LATE, "result", "risk")),
                List.of(fact(EVALUATED_AFTER_REFUSAL, LATE, "by", "CADRE-CRIP"))));
    }

    private static Dimension consent() {
        return new Dimension(ways(List.of(), List.of(fact(CONSENT, MIDDLE, "by", "person", "for", ALL_HEALTH)),
                List.of(fact(CONSENT, MIDDLE, "by", "parents", "for", "S07 S09"))),
                ways(List.of(fact(CONSENT, MIDDLE, "for", ALL_HEALTH)),
                        List.of(fact(CONSENT, MIDDLE, "by", "person", "for", ALL_HEALTH, "until",
                                Trial.TODAY.minusDays(1).toString())),
                        List.of(fact(CONSENT, MIDDLE, "by", "representative", "for", "S07"))));
    }

    private static Dimension opposition() {
        return new Dimension(ways(List.of(), List.of(fact(OPPOSITION, EARLY, "by", "person", "to", ALL_HEALTH)),
                List.of(fact(OPPOSITION, LATE, "by", "minor", "to", "S09"))),
                ways(List.of(fact(OPPOSITION, LATE)), List.of(fact(AGREEMENT_REFUSED, LATE, "by", "person"))));
    }

    private static Dimension sixConditions() {
        return new Dimension(ways(List.of(), List.of(fact(SIX_CONDITIONS, EARLY, "item", "S05")),
                List.of(fact(SIX_CONDITIONS, EARLY, "item", "S05"), fact(SIX_CONDITIONS, EARLY, "item", "S06"),
                        fact(SIX_CONDITIONS, EARLY, "item", "S13"), fact(SIX_CONDITIONS, EARLY, "item", "S14"))),
                ways(List.of(fact(SIX_CONDITIONS, EARLY))));
    }

    private static Dimension residence() {
        var ways = new ArrayList<List<Fact>>(List.of(List.of(), List.of(usual(RESIDENCE))));
        for (var in : List.of("home", "establishment", "foster-carer", "no-fixed-abode")) {
            ways.add(List.of(fact(RESIDENCE, LATE, "since", LATE.toString(), "in", in)));
        }
        return new Dimension(ways, ways(List.of(fact(RESIDENCE, SINCE, "in", "home")),
                List.of(fact(RESIDENCE, SINCE, "since", SINCE.toString()))));
    }

    private static Dimension emergency() {
        return new Dimension(ways(List.of(), List.of(usual(EMERGENCY))),
                ways(List.of(fact(EMERGENCY, Trial.TODAY, "by", "ASS")),
                        List.of(fact(EMERGENCY, Trial.TODAY, "motive", "proof")),
                        List.of(fact(EMERGENCY, Trial.TODAY.minusDays(2), "by", "ASS", "motive", "proof"))));
    }

    @SafeVarargs
    private static List<List<Fact>> ways(List<Fact>... ways) {
        return List.of(ways);
    }

    /** Facts by which every condition of the road can be met, for an adult and for a child. */
    static List<Fact> opening(Road road, Road acting) {
        var facts = new ArrayList<Fact>(List.of(usual(FAMILY_MOVED), usual(RGS_ATTESTATION), usual(ACTION_EDUCATIVE)));
        for (var kind : Set.of(ADDRESS_ANSWERED, PARENTS_INFORMED, PERSON_INFORMED, CHILD_INFORMED, WRITTEN_AGREEMENT,
                RESIDENCE, EMERGENCY)) {
            facts.add(usual(kind));
        }
        facts.add(fact(CONSENT, EARLY, "by", "person", "for", ALL_HEALTH));
        facts.add(fact(CONSENT, EARLY, "by", "parents", "for", ALL_HEALTH));
        for (var item : List.of("S05", "S06", "S13", "S14")) {
            facts.add(fact(SIX_CONDITIONS, EARLY, "item", item));
        }
        for (var some : acting == road ? List.of(road) : List.of(road, acting)) {
            some.triggers.forEach(trigger -> addMissing(facts, trigger.fact()));
            some.conditions.forEach(condition -> condition.facts().forEach(kind -> addMissing(facts, kind)));
        }
        return List.copyOf(facts);
    }

    private static void addMissing(List<Fact> facts, FactKind kind) {
        if (facts.stream().noneMatch(fact -> fact.kind() == kind)) {
            facts.add(usual(kind));
        }
    }

    static Map<String, String> told(Fact fact) {
        return FactFields.write(fact.detail());
    }
}

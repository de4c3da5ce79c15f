package org.viaduc.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.viaduc.model.Purpose;
import org.viaduc.model.Track;
import org.viaduc.policy.FactDetail.MeasureType;
import org.viaduc.policy.Reason.Step;
import org.viaduc.policy.Road.Narrowing;

/** Reads the file of one track. */
final class RoadReader {
    private static final Set<String> NEEDED = Set.of("track", "rule", "law", "fr", "en", "counsel", "ends", "trigger",
            "conditions", "obligations");
    private static final Set<String> ALLOWED = Set.of("purposes", "ase", "in-host-department", "with", "with-mask",
            "groups", "passages", "as-track", "only-under", "closed-while", "closed-to-parents", "opposition-closes",
            "refusal-closes", "company-suffices", "peer", "transport", "retention-by-measure", "inform-afterwards");

    private final String name;
    private final Yaml yaml;
    private final Commons commons;
    private final Set<String> rules;
    private final Faults faults;
    private final Map<String, Long> groups = new HashMap<>();
    private Map<String, Yaml> top = Map.of();

    RoadReader(String name, Yaml yaml, Commons commons, Set<String> rules, Faults faults) {
        this.name = name;
        this.yaml = yaml;
        this.commons = commons;
        this.rules = rules;
        this.faults = faults;
    }

    Road read() {
        top = faults.entries(yaml, NEEDED, ALLOWED);
        var track = faults.value(top, "track", null, each -> each.word(Track::of));
        if (track == null) {
            return null;
        }
        if (!name.equals(track + ".yaml")) {
            faults.add(yaml.fault("the rules of `" + track + "` stand in `" + track + ".yaml`").getMessage());
        }
        var road = new Road(track, value("rule", "?", Yaml::text), value("law", List.of(), BookReader::law),
                value("fr", "?", Yaml::text), value("en", "?", Yaml::text),
                value("counsel", List.of(), each -> each.list(text -> text)));
        if (!rules.contains(road.rule)) {
            faults.add(yaml.fault("the rule `" + road.rule + "` is not listed in book.yaml").getMessage());
        }
        if (road.law.isEmpty()) {
            faults.add(yaml.fault("a rule cites its law").getMessage());
        }
        basis(road);
        passages(road);
        narrowings(road);
        road.conditions = conditions(road);
        obligations(road);
        reasons(road);
        return road;
    }

    private <T> T value(String key, T otherwise, java.util.function.Function<Yaml, T> how) {
        return faults.value(top, key, otherwise, how);
    }

    private void basis(Road road) {
        road.ends = value("ends", Road.Ends.FRENCH, each -> each.word(Road.Ends::of));
        road.purposes = EnumSet.noneOf(Purpose.class);
        road.purposes.addAll(value("purposes", List.of(), each -> each.list(Purpose::of)));
        road.triggers = value("trigger", List.of(), each -> each.list().stream().map(this::trigger).toList());
        road.ase = value("ase", false, Yaml::truth);
        road.inHost = value("in-host-department", false, Yaml::truth);
        road.companySuffices = value("company-suffices", false, Yaml::truth);
        road.toPeer = value("peer", true, Yaml::truth);
        road.transport = value("transport", true, Yaml::truth);
        road.asTracks = value("as-track", List.of(), each -> each.list(Track::of));
        road.closedToParents = value("closed-to-parents", 0L, BookReader::kinds);
        road.oppositionCloses = value("opposition-closes", false, Yaml::truth);
        road.refusalCloses = value("refusal-closes", 0L, BookReader::kinds);
        if (road.asTracks.isEmpty() && (road.purposes.isEmpty() || !top.containsKey("passages"))) {
            faults.add(yaml.fault("a track has purposes and passages, or goes on as another track").getMessage());
        }
    }

    private Trigger trigger(Yaml item) {
        if (!item.isMap()) {
            return new Trigger(item.word(FactKind::of), null, false);
        }
        var entries = item.map(Set.of("fact", "until", "only-financial"));
        var only = entries.get("only-financial");
        if (only != null && only.truth()) {
            throw only.fault("no road is opened by a benefit that is only financial");
        }
        return new Trigger(item.need(entries, "fact").word(FactKind::of),
                entries.containsKey("until") ? entries.get("until").word(FactKind::of) : null, only != null);
    }

    private void passages(Road road) {
        groups.put("office", offices());
        value("groups", Map.<String, Yaml>of(), Yaml::map)
                .forEach((group, roles) -> groups.put(group, faults.or(0L, () -> roles(roles))));
        var with = value("with", 0L, BookReader::kinds);
        var withMask = value("with-mask", 0L, BookReader::kinds);
        var passages = new ArrayList<Passage>();
        for (var item : value("passages", List.<Yaml>of(), Yaml::list)) {
            var entries = faults.entries(item, Set.of("from", "to", "bound-for", "release"), Set.of("mask", "except",
                    "with"));
            var except = faults.value(entries, "except", 0L, BookReader::kinds);
            var release = faults.value(entries, "release", 0L, BookReader::kinds)
                    | faults.value(entries, "with", with, BookReader::kinds);
            var mask = faults.value(entries, "mask", 0L, BookReader::kinds) | withMask;
            var missions = 0;
            for (var mission : faults.value(entries, "bound-for", List.<Mission>of(), each -> each.list(
                    Mission::of))) {
                missions |= mission.bit();
            }
            passages.add(new Passage(faults.value(entries, "from", 0L, this::roles),
                    faults.value(entries, "to", 0L, this::roles), missions, release & ~except, mask & ~except, except));
        }
        road.passages = List.copyOf(passages);
    }

    private long roles(Yaml list) {
        var roles = 0L;
        for (var item : list.list()) {
            var group = groups.get(item.text());
            roles |= group != null ? group : item.word(Role::of).bit();
        }
        return roles;
    }

    private static long offices() {
        var roles = 0L;
        for (var role : Role.values()) {
            roles |= role.isOffice() ? role.bit() : 0;
        }
        return roles;
    }

    private void narrowings(Road road) {
        var only = top.get("only-under");
        if (only != null) {
            var entries = faults.entries(only, Set.of("fact", "kinds", "law", "fr", "en"), Set.of());
            road.onlyUnder = new Narrowing(fact(entries, "fact"), null,
                    faults.value(entries, "kinds", 0L, BookReader::kinds),
                    reason(road, entries, Step.CATEGORY, "only-under"));
        }
        var closed = top.get("closed-while");
        if (closed != null) {
            var entries = faults.entries(closed, Set.of("fact", "until", "kinds"), Set.of());
            road.closedWhile = new Narrowing(fact(entries, "fact"), fact(entries, "until"),
                    faults.value(entries, "kinds", 0L, BookReader::kinds), null);
        }
    }

    private FactKind fact(Map<String, Yaml> entries, String key) {
        return faults.value(entries, key, FactKind.FAMILY_MOVED, each -> each.word(FactKind::of));
    }

    private Reason reason(Road road, Map<String, Yaml> entries, Step step, String clause) {
        return new Reason(road.rule, step, clause, faults.value(entries, "law", List.of(), BookReader::law),
                faults.value(entries, "fr", "?", Yaml::text), faults.value(entries, "en", "?", Yaml::text));
    }

    private List<Condition> conditions(Road road) {
        var conditions = new ArrayList<Condition>();
        for (var item : value("conditions", List.<Yaml>of(), Yaml::list)) {
            var entries = faults.entries(item, Set.of("is", "law", "fr", "en"), Set.of("bound-for", "guards", "facts",
                    "risk-goes-on-as"));
            var type = faults.value(entries, "is", null, each -> each.word(Condition.Type::of));
            if (type == null) {
                continue;
            }
            var missions = 0;
            for (var mission : faults.value(entries, "bound-for", List.<Mission>of(), each -> each.list(
                    Mission::of))) {
                missions |= mission.bit();
            }
            var guards = faults.value(entries, "guards", 0L, BookReader::kinds);
            var facts = faults.value(entries, "facts", List.<FactKind>of(), each -> each.list(FactKind::of)).stream()
                    .sorted(Conditions.Missing.BY_WORD).toList();
            shape(item, type, guards, facts, entries.containsKey("risk-goes-on-as"));
            if (type == Condition.Type.AGREED) {
                road.riskTrack = faults.value(entries, "risk-goes-on-as", null, each -> each.word(Track::of));
            }
            conditions.add(new Condition(type, missions, guards, facts,
                    reason(road, entries, Step.CONDITION, type.word())));
        }
        return List.copyOf(conditions);
    }

    private void shape(Yaml item, Condition.Type type, long guards, List<FactKind> facts, boolean goesOn) {
        var mustGuard = type == Condition.Type.CONSENT || type == Condition.Type.SIX_CONDITIONS
                || type == Condition.Type.PERSON_INFORMED;
        if (mustGuard != (guards != 0)) {
            faults.add(item.fault("the condition `" + type.word() + "` " + (mustGuard ? "needs" : "has no")
                    + " `guards`").getMessage());
        }
        if ((type == Condition.Type.ANY_OF) == facts.isEmpty()) {
            faults.add(item.fault("`facts` belong to the condition `any-of`, and it needs them").getMessage());
        }
        if ((type == Condition.Type.AGREED) != goesOn) {
            faults.add(item.fault("`risk-goes-on-as` belongs to the condition `agreed`, and it needs it")
                    .getMessage());
        }
    }

    private void obligations(Road road) {
        road.obligations = value("obligations", List.of(), each -> each.list(ObligationCode::of));
        road.informAfterwards = value("inform-afterwards", false, Yaml::truth);
        var byMeasure = top.get("retention-by-measure");
        if (byMeasure != null) {
            var retention = new EnumMap<MeasureType, ObligationCode>(MeasureType.class);
            var entries = faults.entries(byMeasure, Set.of("aemo", "placement", "tiers-digne", "other"), Set.of());
            for (var type : MeasureType.values()) {
                retention.put(type, faults.value(entries, type.word(), ObligationCode.RETENTION_2_YEARS,
                        each -> each.word(ObligationCode::of)));
            }
            road.retention = retention;
        }
    }

    private void reasons(Road road) {
        road.endsFail = commons.reason(road, Step.BASIS, "ends");
        road.purposeFails = commons.reason(road, Step.BASIS, "purpose");
        road.triggerFails = commons.reason(road, Step.BASIS, "trigger");
        road.majority = commons.reason(road, Step.BASIS, "majority");
        road.sender = commons.reason(road, Step.SENDER, "sender");
        road.recipient = commons.reason(road, Step.RECIPIENT, "recipient");
        road.nothingLeft = commons.reason(road, Step.CATEGORY, "nothing-left");
        road.category = List.of(commons.reason(road, Step.CATEGORY, "category"));
        road.narrowed = road.onlyUnder == null ? road.category : List.of(road.onlyUnder.reason());
        road.opposition = List.of(commons.reason(road, Step.CATEGORY, "opposition"));
        road.secretFromParents = List.of(commons.reason(road, Step.CATEGORY, "secret-from-parents"));
        road.closed = List.of(commons.reason(road, Step.CATEGORY, "closed-while"));
        road.maskedPiece = List.of(commons.reason(road, Step.MASK, "masked"));
        road.carryingPiece = List.of(commons.reason(road, Step.MASK, "carries"));
        road.released = new Reason(road.rule, Step.RELEASE, "released", road.law, road.french, road.english);
        road.releasedPiece = List.of(commons.reason(road, Step.RELEASE, "released"));
        road.attestation = new Reason(road.rule, Step.TRANSPORT, "attestation", commons.attestation.law(),
                commons.attestation.french(), commons.attestation.english());
        var held = new HashMap<Condition, List<Reason>>();
        road.conditions.forEach(condition -> held.put(condition, List.of(condition.reason())));
        road.held = Map.copyOf(held);
    }
}

package org.viaduc.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.viaduc.model.Department;
import org.viaduc.model.Kind;
import org.viaduc.model.Mark;
import org.viaduc.model.Purpose;
import org.viaduc.model.Section;
import org.viaduc.model.Track;

/** One invented question with its file and facts, the same for the same seed; often one that a road is open for. */
record RandomCase(Question question, FileFace file, List<Fact> facts, LocalDate today) {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    private static final List<String> HOSTS = List.of("D44", "D44", "D44", "D85", "unknown");

    static RandomCase of(long seed) {
        var random = new Random(seed);
        var track = pick(random, Track.values());
        var question = question(random, track);
        return new RandomCase(question, file(random), facts(random), TODAY);
    }

    Decision decide() {
        return decide(facts);
    }

    Decision decide(List<Fact> others) {
        return new DecisionPoint(RuleBook.bundled()).decide(question, file, others, today);
    }

    private static Question question(Random random, Track track) {
        var belgian = track == Track.BE_CPAS ? random.nextInt(10) > 0 : random.nextInt(40) == 0;
        var ways = ways(track);
        var way = ways.get(random.nextInt(ways.size()));
        var passage = way.passages.get(random.nextInt(way.passages.size()));
        var from = random.nextInt(20) == 0 ? pick(random, Role.values()) : role(random, passage.from());
        var to = random.nextInt(20) == 0 ? pick(random, Role.values()) : role(random, passage.to());
        var purposes = way.purposes.toArray(Purpose[]::new);
        var purpose = random.nextInt(20) == 0 ? pick(random, Purpose.values()) : pick(random, purposes);
        var missions = EnumSet.allOf(Mission.class);
        missions.removeIf(mission -> (passage.missions() & mission.bit()) == 0);
        var bound = missions.isEmpty() || random.nextInt(20) == 0
                ? random.nextInt(10) == 0 ? Optional.of(pick(random, Mission.values())) : Optional.<Mission>empty()
                : Optional.of(pick(random, missions.toArray(Mission[]::new)));
        return new Question(track, purpose, new Party(new Department(belgian ? "BE-NAMUR" : "D35"), from),
                new Recipient(new Department(belgian ? "BE-LIEGE" : HOSTS.get(random.nextInt(HOSTS.size()))), to,
                        random.nextInt(20) > 0, bound));
    }

    private static List<Road> ways(Track track) {
        var road = RuleBook.bundled().road(track);
        return road.inner.isEmpty() ? List.of(road) : road.inner;
    }

    private static Role role(Random random, long roles) {
        while (true) {
            var role = pick(random, Role.values());
            if ((roles & role.bit()) != 0) {
                return role;
            }
        }
    }

    private static FileFace file(Random random) {
        var pieces = new ArrayList<PieceFace>();
        var density = 1 + random.nextInt(6);
        for (var kind : Kind.values()) {
            if (random.nextInt(8) < density) {
                var marks = EnumSet.noneOf(Mark.class);
                while (random.nextInt(8) == 0) {
                    marks.add(pick(random, Mark.values()));
                }
                pieces.add(new PieceFace(kind.code(), kind, marks));
            }
        }
        var age = random.nextInt(6) == 0
                ? new Age.Born(LocalDate.of(2008, 11, 20).plusDays(random.nextInt(3)))
                : new Age.Years(random.nextInt(3) > 0 ? random.nextInt(18) : 18 + random.nextInt(60));
        return new FileFace(pieces, age, random.nextBoolean());
    }

    private static List<Fact> facts(Random random) {
        var facts = new ArrayList<Fact>();
        var density = 1 + random.nextInt(10);
        for (var kind : EnumSet.complementOf(EnumSet.of(FactKind.DISCERNMENT_ASSESSED))) {
            var likely = kind == FactKind.FAMILY_MOVED || kind == FactKind.RGS_ATTESTATION || kind == FactKind.CONSENT
                    ? 8
                    : kind == FactKind.ACTION_EDUCATIVE ? 2 : density;
            while (random.nextInt(12) < likely && facts.stream().filter(fact -> fact.kind() == kind).count() < 4) {
                facts.add(fact(random, kind, facts.size()));
            }
        }
        return facts;
    }

    static Fact fact(Random random, FactKind kind, int number) {
        var fields = new HashMap<String, String>();
        for (var name : FactFields.names(kind).stream().sorted().toList()) {
            if (random.nextInt(12) > 0) {
                fields.put(name, word(random, kind, name));
            }
        }
        return FactCodec.fact(new FactId("f" + number), kind, day(random), fields, "test", Instant.EPOCH, "test",
                Optional.empty());
    }

    /** A few days apart, so that days often coincide, and sometimes tomorrow. */
    private static LocalDate day(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> TODAY.minusMonths(random.nextInt(8)).minusDays(random.nextInt(3));
            case 1 -> TODAY.plusDays(1 - random.nextInt(3));
            default -> TODAY.minusDays(random.nextInt(8));
        };
    }

    private static String word(Random random, FactKind kind, String name) {
        return switch (kind.shape()) {
            case MOVED -> name.equals("to")
                    ? HOSTS.get(random.nextInt(HOSTS.size()))
                    : random.nextInt(4) > 0 ? "known" : "unknown";
            case BENEFIT -> String.valueOf(random.nextInt(4) == 0);
            case MEASURE -> pick(random, FactDetail.MeasureType.values()).word();
            case MOTIVATED -> name.equals("motive")
                    ? "because"
                    : pick(random, Role.CADRE_CRIP, Role.PCD_DEL, Role.ASS).word();
            case WORD -> pick(random, "parents", "person", "representative");
            case EVALUATION -> name.equals("by") ? "CADRE-CRIP" : pick(random, FactDetail.Result.values()).word();
            case FUND -> pick(random, FactDetail.FundName.values()).word();
            case STAY -> name.equals("since")
                    ? day(random).toString()
                    : pick(random, "home", "home", "home",
                            "establishment", "foster-carer", "no-fixed-abode");
            case CONSENT -> switch (name) {
                case "by" -> pick(random, "parents", "person", "representative");
                case "for" -> sections(random);
                default -> day(random).toString();
            };
            case OPPOSITION -> name.equals("by") ? pick(random, "parents", "person", "minor") : sections(random);
            case ATTESTATION -> pick(random, "D35", "D35", "D35", "BE-NAMUR", "D44");
            case ASSESSMENT -> pick(random, "true", "false");
            case ITEM -> pick(random, "S05", "S06", "S13", "S14");
            case PLAIN -> throw new IllegalStateException("a plain fact has no fields");
        };
    }

    private static String sections(Random random) {
        var sections = EnumSet.noneOf(Section.class);
        for (var code : List.of(Section.S07, Section.S08, Section.S09, Section.S10, Section.S14)) {
            if (random.nextBoolean()) {
                sections.add(code);
            }
        }
        return sections.isEmpty() ? "S09" : String.join(" ", sections.stream().map(Section::name).toList());
    }

    @SafeVarargs
    static <T> T pick(Random random, T... from) {
        return from[random.nextInt(from.length)];
    }

    /** The facts by their fields, for a message that tells the case. */
    Map<FactId, String> told() {
        var told = new HashMap<FactId, String>();
        facts.forEach(fact -> told.put(fact.id(), fact + " " + FactFields.write(fact.detail())));
        return told;
    }
}

package org.viaduc.trust;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.Purpose;
import org.viaduc.model.Resource;
import org.viaduc.model.Track;
import org.viaduc.person.Sex;
import org.viaduc.person.Traits;
import org.viaduc.policy.Mission;
import org.viaduc.policy.Role;

/** A request's payload. */
final class RequestJson {
    private RequestJson() {
    }

    private record TraitsWire(String birthName, List<String> givenNames, String sex, String birthDate,
            String birthPlaceCog) {
        @Override
        public String toString() {
            return "Traits";
        }
    }

    private record RequestWire(String track, String purpose, String agent, String role, String mission,
            TraitsWire traits, List<ObjectNode> facts) {
        @Override
        public String toString() {
            return "Request";
        }
    }

    static byte[] write(Request request) {
        var traits = request.traits();
        return Wire.write(new RequestWire(request.track().word(), request.purpose().word(), request.asker().id(),
                request.asker().role().word(), request.mission().name(),
                new TraitsWire(traits.birthName(), traits.givenNames(), traits.sex().name().toLowerCase(Locale.ROOT),
                        traits.birthDate().toString(), traits.birthPlaceCog()),
                request.facts().stream().map(Resource::copy).toList()));
    }

    /** @throws IllegalArgumentException when it is not in the agreed form; says nothing of the person */
    static Request read(byte[] payload) {
        var wire = Wire.read(payload, RequestWire.class, "a request");
        if (wire.track == null || wire.purpose == null || wire.agent == null || wire.role == null
                || wire.mission == null || wire.traits == null || wire.facts == null) {
            throw new IllegalArgumentException("a request leaves nothing out");
        }
        return new Request(Track.of(wire.track), Purpose.of(wire.purpose),
                new NamedAgent(wire.agent, Role.of(wire.role)),
                Mission.of(wire.mission), traits(wire.traits), wire.facts.stream().map(Resource::of).toList());
    }

    private static Traits traits(TraitsWire wire) {
        try {
            return new Traits(wire.birthName, wire.givenNames, Sex.valueOf(wire.sex.toUpperCase(Locale.ROOT)),
                    LocalDate.parse(wire.birthDate), wire.birthPlaceCog);
        } catch (DateTimeParseException | NullPointerException | IllegalArgumentException e) {
            throw new IllegalArgumentException("a request's traits are the five strict traits, each in its form");
        }
    }
}

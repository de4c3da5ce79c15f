package org.viaduc.model.fhir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.viaduc.model.XmlCharacters;

/**
 * Resources that somebody else wrote, JSON or XML, as one JSON tree. JSON is taken as it stands, whatever profile, extension
 * or element it uses. XML needs to be understood to become a tree: an element that R4 does not have is a fault and not lost.
 * Nothing is fetched: no schema, profile, terminology or reference.
 */
public final class ForeignFhir {
    private static final int DEEPEST = 100;
    private static final int ENOUGH = 20;
    private static final XMLInputFactory READERS = readers();
    private static final Map<String, String> ALSO_ABOUT = Map.of("Encounter", "subject", "EpisodeOfCare", "patient",
            "Goal", "subject", "QuestionnaireResponse", "subject", "Immunization", "patient", "AllergyIntolerance",
            "patient", "Procedure", "subject", "CareTeam", "subject", "List", "subject");
    private static final Set<String> ALSO_IDENTIFIED = Set.of("Patient", "Practitioner", "PractitionerRole",
            "Organization", "Location", "HealthcareService", "Schedule", "Slot", "Appointment", "Device", "Group");

    private ForeignFhir() {
    }

    /** @throws UnreadableDocument with the faults and their places; never what the resource says */
    public static ObjectNode read(byte[] bytes) {
        return isXml(bytes) ? xml(bytes) : Json.read(bytes);
    }

    /** What a reader says of a resource that it cannot take. */
    public static UnreadableDocument unreadable(String place, String reason) {
        return new UnreadableDocument(place, reason);
    }

    /** The element by which a resource of this type says whom it is about; empty when it says so nowhere. */
    public static Optional<String> aboutElement(String type) {
        return About.element(type).or(() -> Optional.ofNullable(ALSO_ABOUT.get(type)));
    }

    /** Whether resources of this type bear several identifiers that can be searched for (FHIR R4). */
    public static boolean isIdentified(String type) {
        return !type.equals("QuestionnaireResponse") && (About.element(type).isPresent() || ALSO_ABOUT.containsKey(type)
                || ALSO_IDENTIFIED.contains(type));
    }

    private static boolean isXml(byte[] bytes) {
        for (var each : bytes) {
            if (each == '<') {
                return true;
            }
            if (each == '{' || each == '[') {
                return false;
            }
        }
        return false;
    }

    private static XMLInputFactory readers() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the file is read");
        });
        return factory;
    }

    private static ObjectNode xml(byte[] bytes) {
        check(bytes);
        var faults = new ArrayList<UnreadableDocument.Fault>();
        var fhir = FhirContext.forR4Cached();
        try {
            var parser = fhir.newXmlParser();
            parser.setParserErrorHandler(new Faults(faults));
            parser.setOverrideResourceIdWithBundleEntryFullUrl(false);
            var resource = parser.parseResource(new ByteArrayInputStream(bytes));
            if (!faults.isEmpty()) {
                throw new UnreadableDocument(faults);
            }
            var writer = fhir.newJsonParser();
            writer.setStripVersionsFromReferences(false);
            writer.setOverrideResourceIdWithBundleEntryFullUrl(false);
            return Json.read(writer.encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8));
        } catch (DataFormatException | IllegalArgumentException | IllegalStateException e) {
            if (e instanceof UnreadableDocument unreadable) {
                throw unreadable;
            }
            throw new UnreadableDocument("XML", "is no FHIR R4 resource");
        }
    }

    /** Well-formed, without declarations, no deeper than a resource is. */
    private static void check(byte[] bytes) {
        try {
            var xml = READERS.createXMLStreamReader(XmlCharacters.of(new ByteArrayInputStream(bytes)).reader());
            var depth = 0;
            var narrative = 0;
            while (xml.hasNext()) {
                var event = xml.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
                narrative += event == XMLStreamConstants.START_ELEMENT && isNarrative(xml) ? 1 : 0;
                narrative -= event == XMLStreamConstants.END_ELEMENT && isNarrative(xml) ? 1 : 0;
                var line = "line " + Math.max(1, xml.getLocation().getLineNumber());
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw new UnreadableDocument(line, "document type declarations and entities are refused");
                }
                if (event == XMLStreamConstants.CHARACTERS && !xml.isWhiteSpace() && narrative == 0) {
                    throw new UnreadableDocument(line, "text stands where FHIR has elements and attributes only");
                }
                if (depth > DEEPEST) {
                    throw new UnreadableDocument(line, "elements stand deeper than " + DEEPEST);
                }
            }
        } catch (XMLStreamException e) {
            throw new UnreadableDocument(
                    "line " + (e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber())),
                    "no well-formed XML");
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        } catch (MissingResourceException e) {
            // What the JDK's reader throws on a character in a declaration that does not exist: it has no words for it.
            throw new UnreadableDocument("line 1", "no well-formed XML");
        }
    }

    private static boolean isNarrative(XMLStreamReader xml) {
        return "http://www.w3.org/1999/xhtml".equals(xml.getNamespaceURI());
    }

    /** What HAPI would leave out or change. */
    private static final class Faults extends ErrorHandlerAdapter {
        private final List<UnreadableDocument.Fault> found;

        Faults(List<UnreadableDocument.Fault> found) {
            this.found = found;
        }

        private void add(IParseLocation at, String element, String reason) {
            var around = at == null || at.getParentElementName() == null ? "" : at.getParentElementName() + ".";
            if (found.size() < ENOUGH) {
                found.add(new UnreadableDocument.Fault("…" + around + element, reason));
            }
        }

        @Override
        public void unknownElement(IParseLocation at, String element) {
            add(at, element, "is no element that FHIR R4 has there");
        }

        @Override
        public void unknownAttribute(IParseLocation at, String attribute) {
            // Where a schema lies says nothing of the person, and it is not fetched.
            if (!attribute.endsWith("schemaLocation")) {
                add(at, attribute, "is no attribute that FHIR R4 has there");
            }
        }

        @Override
        public void unexpectedRepeatingElement(IParseLocation at, String element) {
            add(at, element, "stands there once only");
        }

        @Override
        public void invalidValue(IParseLocation at, String value, String why) {
            add(at, "value", "has a value that FHIR R4 does not allow there");
        }

        @Override
        public void containedResourceWithNoId(IParseLocation at) {
            add(at, "contained", "a contained resource has no id");
        }

        @Override
        public void extensionContainsValueAndNestedExtensions(IParseLocation at) {
            add(at, "extension", "an extension has a value or extensions, not both");
        }
    }
}

package org.viaduc.cli.demo.ardoise;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import org.viaduc.cli.demo.local.Calls;
import org.viaduc.cli.demo.population.Population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class WsdlTest {
    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;

    @Test
    void the_wsdl_and_the_program_know_the_same_rubrics_fields_and_types() throws Exception {
        var wsdl = wsdl();
        for (var rubric : Rubric.values()) {
            var declared = new ArrayList<String>();
            for (var field : elements(element(wsdl, rubric.element()).getElementsByTagNameNS(XSD, "element"))) {
                declared.add(field.getAttribute("name") + " " + field.getAttribute("type"));
            }
            assertThat(rubric.fields().stream().map(field -> field + " xs:" + rubric.type(field).orElseThrow()))
                    .as(rubric.element()).containsExactlyElementsOf(declared);
        }
        assertThat(elements(element(wsdl, "dossier").getElementsByTagNameNS(XSD, "element")))
                .extracting(each -> each.getAttribute("ref"))
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Rubric.values()).stream().map(Rubric::element).toList());
    }

    @Test
    void every_invented_file_is_valid_by_the_schema() throws Exception {
        var schema = schema();
        var people = Population.of(Population.SEED, Calls.populated(null).today());
        for (var household : people.in(Population.D44)) {
            for (var member : household.members()) {
                var file = "<dossier xmlns=\"urn:ardoise:dossier:v1\" numero=\"" + member.number() + "\">"
                        + Entry.xml(new ArdoiseFiles(household, member).entries()) + "</dossier>";
                assertThatCode(() -> schema.newValidator().validate(new StreamSource(new StringReader(file))))
                        .as(member.number()).doesNotThrowAnyException();
            }
        }
    }

    private static Schema schema() throws Exception {
        var schema = wsdl().getElementsByTagNameNS(XSD, "schema").item(0);
        return SchemaFactory.newInstance(XSD).newSchema(new DOMSource(schema));
    }

    private static Document wsdl() throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (var in = WsdlTest.class.getResourceAsStream("/wsdl/ardoise.wsdl")) {
            return factory.newDocumentBuilder().parse(in);
        }
    }

    private static Element element(Document wsdl, String name) {
        return elements(wsdl.getElementsByTagNameNS(XSD, "element")).stream()
                .filter(each -> each.getAttribute("name").equals(name)
                        && each.getParentNode().getLocalName().equals("schema"))
                .findFirst().orElseThrow();
    }

    private static List<Element> elements(NodeList nodes) {
        var list = new ArrayList<Element>();
        for (var index = 0; index < nodes.getLength(); index++) {
            list.add((Element) nodes.item(index));
        }
        return list;
    }
}

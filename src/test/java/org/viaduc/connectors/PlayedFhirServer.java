package org.viaduc.connectors;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** A service's FHIR server, played with HAPI's own server on loopback: searches with pages, $everything, $match, transactions. */
public final class PlayedFhirServer implements AutoCloseable {
    /** Nothing is read without it. */
    public static final String TOKEN = "s3cret";

    private final Tomcat tomcat = new Tomcat();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> cut = new HashSet<>();
    private final List<String> posted = new ArrayList<>();
    private boolean isRefusing;
    private volatile Consumer<String> meanwhile = path -> {
    };

    public PlayedFhirServer(String folder) throws LifecycleException {
        tomcat.setBaseDir(folder);
        tomcat.setPort(0);
        var context = tomcat.addContext("", folder);
        var servlet = new RestfulServer(FhirContext.forR4Cached()) {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                var isReading = request.getMethod().equals("GET");
                if (isReading && !("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
                    response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                } else if (isCut(request.getRequestURI())) {
                    response.setContentType("application/fhir+json");
                    response.getWriter()
                            .write("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Pat");
                } else {
                    meanwhile.accept(request.getMethod() + " " + request.getRequestURI());
                    super.service(request, response);
                }
            }
        };
        servlet.setResourceProviders(List.of(new Patients(), new Bundles()));
        servlet.registerProvider(this);
        servlet.setPagingProvider(new FifoMemoryPagingProvider(10).setDefaultPageSize(2).setMaximumPageSize(2));
        var wrapper = Tomcat.addServlet(context, "fhir", servlet);
        wrapper.setLoadOnStartup(1);
        context.addServletMappingDecoded("/fhir/*", "fhir");
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.start();
    }

    public String base() {
        return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/fhir";
    }

    /** Takes a resource as its own users would enter it. */
    public synchronized void holds(Resource resource, Instant changed) {
        resource.getMeta().setLastUpdated(Date.from(changed));
        resources.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), resource);
    }

    synchronized List<Resource> all(String type) {
        return resources.values().stream().filter(each -> each.fhirType().equals(type)).toList();
    }

    /** From now on it fails on this file, and on no other. */
    synchronized void failsOn(String id) {
        broken.add(id);
    }

    /** From now on its answer with this file breaks off. */
    synchronized void cuts(String id) {
        cut.add(id);
    }

    /** What happens while it is asked. */
    void onAsked(Consumer<String> now) {
        meanwhile = now;
    }

    private synchronized boolean isCut(String path) {
        return cut.stream().anyMatch(id -> path.endsWith("/Patient/" + id + "/$everything"));
    }

    synchronized void refuses() {
        isRefusing = true;
    }

    /** The Bundles that were posted here, as they came. */
    public synchronized List<String> posted() {
        return List.copyOf(posted);
    }

    /** The ids of the files that were asked for. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** Creates what is not there yet, all or nothing. */
    @Transaction
    public synchronized Bundle transaction(@TransactionParam Bundle bundle) {
        posted.add(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(bundle));
        if (isRefusing) {
            throw new UnprocessableEntityException("no");
        }
        var answer = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
        for (var entry : bundle.getEntry()) {
            var resource = entry.getResource();
            var known = known(entry.getRequest().getIfNoneExist());
            if (known.isEmpty()) {
                resource.setId(Integer.toString(1000 + resources.size()));
                holds(resource, Instant.EPOCH);
                known = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
                answer.addEntry().getResponse().setStatus("201 Created").setLocation(known + "/_history/1");
            } else {
                answer.addEntry().getResponse().setStatus("200 OK").setLocation(known + "/_history/1");
            }
        }
        return answer;
    }

    private String known(String condition) {
        if (condition == null) {
            return "";
        }
        var value = condition.substring(condition.indexOf('|') + 1);
        return resources.entrySet().stream().filter(each -> each.getValue().getNamedProperty("identifier").getValues()
                .stream()
                .anyMatch(identifier -> value.equals(((org.hl7.fhir.r4.model.Identifier) identifier).getValue())))
                .map(Map.Entry::getKey).findFirst().orElse("");
    }

    /** Documents, kept as they are. */
    public final class Bundles implements IResourceProvider {
        @Override
        public Class<Bundle> getResourceType() {
            return Bundle.class;
        }

        @Create
        public MethodOutcome keep(@ResourceParam Bundle document, @ConditionalUrlParam String condition) {
            synchronized (PlayedFhirServer.this) {
                posted.add(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(document));
                var wanted = condition == null ? "" : condition.substring(condition.indexOf('|') + 1);
                var known = all("Bundle").stream().map(Bundle.class::cast)
                        .filter(each -> each.getIdentifier().getValue().equals(wanted)).findFirst();
                if (known.isEmpty()) {
                    document.setId(Integer.toString(5000 + resources.size()));
                    holds(document, Instant.EPOCH);
                }
                return new MethodOutcome(
                        new IdType("Bundle", known.orElse(document).getIdElement().getIdPart(), "1"), known.isEmpty());
            }
        }
    }

    /** What can be asked about Patients. */
    public final class Patients implements IResourceProvider {
        @Override
        public Class<Patient> getResourceType() {
            return Patient.class;
        }

        @Search
        public List<Patient> changed(@OptionalParam(name = "_lastUpdated") DateRangeParam since) {
            synchronized (PlayedFhirServer.this) {
                var from = since == null ? new Date(0) : since.getLowerBoundAsInstant();
                return all("Patient").stream().map(Patient.class::cast)
                        .filter(each -> !each.getMeta().getLastUpdated().before(from)).toList();
            }
        }

        @Operation(name = "$everything", idempotent = true)
        public Bundle everything(@IdParam IdType id) {
            synchronized (PlayedFhirServer.this) {
                asked.add(id.getIdPart());
                if (broken.contains(id.getIdPart())) {
                    throw new ca.uhn.fhir.rest.server.exceptions.InternalErrorException("this file is broken");
                }
                var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
                resources.values().stream()
                        .filter(each -> each.getIdElement().getIdPart().equals(id.getIdPart())
                                || isAbout(each, "subject", id) || isAbout(each, "patient", id))
                        .forEach(each -> bundle.addEntry().setResource(each));
                return bundle;
            }
        }

        private static boolean isAbout(Resource resource, String element, IdType id) {
            return resource.getNamedProperty(element) != null && resource.getNamedProperty(element).getValues().stream()
                    .anyMatch(reference -> ((org.hl7.fhir.r4.model.Reference) reference).getReference()
                            .equals("Patient/" + id.getIdPart()));
        }

        @Operation(name = "$match")
        public Bundle match(@OperationParam(name = "resource") Patient patient,
                @OperationParam(name = "onlyCertainMatches") BooleanType certain) {
            var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
            all("Patient").stream().map(Patient.class::cast)
                    .filter(each -> each.getNameFirstRep().getFamily().equals(patient.getNameFirstRep().getFamily())
                            && each.getBirthDate().equals(patient.getBirthDate()))
                    .forEach(each -> bundle.addEntry().setResource(each).getSearch()
                            .addExtension("http://hl7.org/fhir/StructureDefinition/match-grade",
                                    new CodeType("certain")));
            return bundle;
        }
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}

package org.viaduc.connectors.kit.certify;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.viaduc.connectors.Rehearsal;
import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;

/** The routes of a connector that asks a service, against one that is played. */
record ServiceDoorChecks(Subject subject, PlayedService system, Rehearsal routes, Collected collected) {

    void collecting(Trying trying) {
        trying.tryOut("collects", "un dossier modifié est lu", "a file that has changed is read", this::collects);
        trying.tryOut("rejects", "un dossier illisible est compté, le suivant est lu",
                "a file that cannot be read is counted, the next one is read", this::rejects);
        trying.tryOut("repeated-drop", "le même dossier lu deux fois ne dit rien de nouveau",
                "the same file read twice says nothing new", this::repeated);
        trying.tryOut("slow-system", "un système lent est attendu", "a slow system is waited for", this::slowSystem);
        trying.tryOut("dying-system", "un système qui tombe ne fait rien perdre",
                "a system that goes down loses nothing",
                this::dyingSystem);
        trying.tryOut("dying-node", "un dossier interrompu est redemandé",
                "a file that was interrupted is asked for again", this::dyingNode);
    }

    void delivering(Trying trying) {
        trying.tryOut("delivers", "une livraison arrive, sous le numéro de l'échange",
                "a delivery arrives under the exchange's id", this::delivers);
        trying.tryOut("delivered-content", "ce qui est livré, relu, est ce que les correspondances écrivent",
                "what is delivered, read again, is what the mapping writes", this::deliveredContent);
        trying.tryOut("repeated-delivery", "une livraison répétée porte le même numéro",
                "a repeated delivery bears the same id", this::repeatedDelivery);
        trying.tryOut("refused-delivery", "un refus du système est un refus, et n'est pas retenté",
                "the system's refusal is a refusal, and is not tried again", this::refusedDelivery);
        trying.tryOut("delivery-to-a-dead-system", "une livraison à un système tombé est retentée, jamais perdue",
                "a delivery to a system that is down is tried again, never lost", this::deliveryToADeadSystem);
    }

    private String dossier() throws Exception {
        var text = new String(subject.bytes(), StandardCharsets.UTF_8);
        return text.startsWith("<?xml") ? text.substring(text.indexOf("?>") + 2).strip() : text;
    }

    private String id() throws NothingToTry {
        return subject.first().localId();
    }

    private void arrives(List<String> faults) throws Exception {
        var wanted = Set.copyOf(subject.read(subject.bytes()).records().stream().map(LocalRecord::localId).toList());
        if (!Waiting.until(() -> collected.ids().equals(wanted))) {
            faults.add("the file was not taken");
        }
    }

    private void collects(List<String> faults) throws Exception {
        collected.forget();
        system.changed(id(), dossier());
        arrives(faults);
    }

    private void rejects(List<String> faults) throws Exception {
        var before = routes.refused();
        collected.forget();
        system.changed("illisible-1", system.garbled(dossier()));
        system.changed(id(), dossier());
        arrives(faults);
        if (!Waiting.until(() -> routes.refused() > before)) {
            faults.add("the file that makes no sense is not counted as refused");
        }
        system.changed("illisible-1", dossier());
    }

    private void repeated(List<String> faults) throws Exception {
        collects(faults);
        var digests = collected.digests();
        collects(faults);
        if (!collected.digests().equals(digests)) {
            faults.add("the same file gives another record the second time: each look would open everything anew");
        }
    }

    private void slowSystem(List<String> faults) throws Exception {
        system.beSlow(true);
        try {
            collects(faults);
        } finally {
            system.beSlow(false);
        }
    }

    private void dyingSystem(List<String> faults) throws Exception {
        collected.forget();
        system.goDown();
        system.changed(id(), dossier());
        Waiting.pause(java.time.Duration.ofMillis(800));
        system.comeUp();
        arrives(faults);
    }

    private void dyingNode(List<String> faults) throws Exception {
        collected.breakAtNext();
        system.changed(id(), dossier());
        if (!Waiting.until(collected::hasBroken)) {
            faults.add("the file was not asked for");
        }
        arrives(faults);
    }

    private DeliverableRecord example() throws NothingToTry {
        return subject.translator().rehearsed(subject.translator().translate(subject.first()).record(),
                subject.system(),
                ExchangeId.next(Clock.systemUTC()));
    }

    private long delivered(ExchangeId exchange) {
        return system.delivered().stream().filter(body -> body.contains(exchange.toString())).count();
    }

    private void delivers(List<String> faults) throws Exception {
        var example = example();
        var reference = routes.deliver(example);
        if (delivered(example.exchange()) != 1) {
            faults.add("no request bears the exchange's id");
        }
        if (!reference.contains(PlayedService.REFERENCE)) {
            faults.add("the service's reference does not come back: look at the route's `reference`");
        }
    }

    private void deliveredContent(List<String> faults) throws Exception {
        var example = example();
        routes.deliver(example);
        faults.addAll(system.missing(example));
    }

    private void repeatedDelivery(List<String> faults) throws Exception {
        var example = example();
        var reference = routes.deliver(example);
        var again = routes.deliver(example);
        var standing = system.standing(example.exchange().toString());
        if (standing.isPresent()) {
            if (standing.getAsLong() != 1 || !again.equals(reference)) {
                faults.add("delivered twice, it stands there " + standing.getAsLong() + " times, "
                        + (again.equals(reference) ? "under one reference" : "and the reference is another"));
            }
        } else if (delivered(example.exchange()) != 2) {
            faults.add("the second request does not bear the exchange's id");
        }
    }

    private void refusedDelivery(List<String> faults) throws Exception {
        system.refuse(true);
        try {
            routes.deliver(example());
            faults.add("a delivery that the service refuses counts as delivered");
        } catch (DepartmentRefuses e) {
            // As it should be: a person has to look.
        } catch (LineBroken e) {
            faults.add("a delivery that the service refuses is tried again and again");
        } finally {
            system.refuse(false);
        }
    }

    private void deliveryToADeadSystem(List<String> faults) throws Exception {
        var example = example();
        system.goDown();
        try {
            routes.deliver(example);
            faults.add("a delivery to a service that is down counts as delivered");
        } catch (LineBroken e) {
            // As it should be: the outbox tries again.
        } finally {
            system.comeUp();
        }
        asTheOutbox(example);
        if (delivered(example.exchange()) != 1) {
            faults.add("after the service came back the delivery did not arrive");
        }
    }

    /** A connection that was kept open to the service before it went down may break the next delivery, too. */
    private void asTheOutbox(DeliverableRecord example) {
        for (var tries = 1; tries < 4; tries++) {
            try {
                routes.deliver(example);
                return;
            } catch (LineBroken e) {
                Waiting.pause(java.time.Duration.ofMillis(100));
            }
        }
        routes.deliver(example);
    }
}

package org.viaduc.connectors.kit.certify;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import org.viaduc.connectors.Rehearsal;
import org.viaduc.connectors.kit.certify.Trying.NothingToTry;
import org.viaduc.connectors.kit.certify.played.PlayedService;
import org.viaduc.connectors.kit.certify.played.PlayedService.Drift;
import org.viaduc.connectors.kit.certify.played.Waiting;
import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.model.ExchangeId;
import org.viaduc.model.LocalRecord;

/** The routes of a connector that asks a service, against one that is played. */
record ServiceDoorChecks(Subject subject, PlayedService system, Rehearsal routes, Collected collected) {

    private static final Duration SEVERAL_LOOKS = Duration.ofMillis(800);
    private static final String TOO_LONG = "demesure-1";

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
        trying.tryOut("answers-with-more", "un système qui dit plus que convenu est lu comme avant",
                "a system that says more than agreed is read as before", this::more);
        trying.tryOut("answers-with-less", "ce qui manque dans une réponse se voit, rien n'est pris à moitié",
                "what an answer lacks is noticed, nothing is taken by half", faults -> less(Drift.LESS, faults));
        trying.tryOut("answers-renamed", "un nom qui change dans une réponse se voit, rien n'est pris à moitié",
                "a name that changes in an answer is noticed, nothing is taken by half",
                faults -> less(Drift.RENAMED, faults));
        trying.tryOut("huge-answer", "un dossier démesuré est refusé, le suivant est lu",
                "a file beyond all measure is refused, the next one is read", this::hugeAnswer);
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

    private void arrives(Faults faults) throws Exception {
        var wanted = Set.copyOf(subject.read(subject.bytes()).records().stream().map(LocalRecord::localId).toList());
        if (!Waiting.until(() -> collected.ids().equals(wanted))) {
            faults.add("le dossier n'a pas été pris", "the file was not taken");
        }
    }

    private void collects(Faults faults) throws Exception {
        collected.forget();
        system.changed(id(), dossier());
        arrives(faults);
    }

    private void rejects(Faults faults) throws Exception {
        var before = routes.refused();
        collected.forget();
        system.changed("illisible-1", system.garbled(dossier()));
        system.changed(id(), dossier());
        arrives(faults);
        if (!Waiting.until(() -> routes.refused() > before)) {
            faults.add("le dossier sans queue ni tête n'est pas compté comme refusé",
                    "the file that makes no sense is not counted as refused");
        }
        system.changed("illisible-1", dossier());
    }

    private void repeated(Faults faults) throws Exception {
        collects(faults);
        var digests = collected.digests();
        collects(faults);
        if (!collected.digests().equals(digests)) {
            faults.add("le même dossier donne un autre enregistrement la seconde fois : chaque regard rouvrirait tout",
                    "the same file gives another record the second time: each look would open everything anew");
        }
    }

    private void slowSystem(Faults faults) throws Exception {
        system.beSlow(true);
        try {
            collects(faults);
        } finally {
            system.beSlow(false);
        }
    }

    private void dyingSystem(Faults faults) throws Exception {
        collected.forget();
        system.goDown();
        system.changed(id(), dossier());
        Waiting.pause(SEVERAL_LOOKS);
        system.comeUp();
        arrives(faults);
    }

    private void dyingNode(Faults faults) throws Exception {
        collected.breakAtNext();
        system.changed(id(), dossier());
        if (!Waiting.until(collected::hasBroken)) {
            faults.add("le dossier n'a pas été demandé", "the file was not asked for");
        }
        arrives(faults);
    }

    private void more(Faults faults) throws Exception {
        speaks(Drift.MORE);
        try {
            collects(faults);
        } finally {
            system.drift(Drift.NONE);
        }
    }

    private void speaks(Drift drift) throws NothingToTry {
        if (!system.drifts().contains(drift)) {
            throw new NothingToTry("ce système nomme tout ce qu'il dit d'après le protocole, où rien ne change de nom",
                    "this system names all that it says by its protocol, where nothing changes its name");
        }
        system.drift(drift);
    }

    private void less(Drift drift, Faults faults) throws Exception {
        var before = noticed();
        speaks(drift);
        try {
            if (!Waiting.until(() -> noticed() > before)) {
                faults.add("rien ne dit qu'il manque quelque chose dans les réponses",
                        "nothing says that something is missing in the answers");
            }
            collected.forget();
            Waiting.pause(SEVERAL_LOOKS);
            if (collected.hasAny()) {
                faults.add("un dossier a été pris à moitié", "a file was taken by half");
            }
        } finally {
            system.drift(Drift.NONE);
        }
        system.changed(id(), dossier());
        arrives(faults);
    }

    /** What is counted as refused, or made the route fail. */
    private int noticed() {
        return routes.refused() + routes.failed();
    }

    private void hugeAnswer(Faults faults) throws Exception {
        var before = noticed();
        collected.forget();
        system.changed(TOO_LONG, system.huge(dossier()));
        if (!Waiting.until(() -> noticed() > before)) {
            faults.add("le dossier démesuré n'est pas compté comme refusé",
                    "the file beyond all measure is not counted as refused");
        }
        system.changed(TOO_LONG, dossier());
        system.changed(id(), dossier());
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

    private void delivers(Faults faults) throws Exception {
        var example = example();
        var reference = routes.deliver(example);
        if (delivered(example.exchange()) != 1) {
            faults.add("aucune requête ne porte le numéro de l'échange", "no request bears the exchange's id");
        }
        if (!reference.contains(PlayedService.REFERENCE)) {
            faults.add("la référence du service ne revient pas : voir `reference` dans la route",
                    "the service's reference does not come back: look at the route's `reference`");
        }
    }

    private void deliveredContent(Faults faults) throws Exception {
        var example = example();
        routes.deliver(example);
        system.missing(example).orElseThrow(() -> new NothingToTry(
                "ce qui est livré est pris dans la requête propre au service",
                "what is delivered is wrapped in the service's own request")).forEach(faults::add);
    }

    private void repeatedDelivery(Faults faults) throws Exception {
        var example = example();
        var reference = routes.deliver(example);
        var again = routes.deliver(example);
        var standing = system.standing(example.exchange().toString());
        if (standing.isPresent()) {
            if (standing.getAsLong() != 1 || !again.equals(reference)) {
                var times = standing.getAsLong();
                var same = again.equals(reference);
                faults.add(
                        "livrée deux fois, elle s'y trouve " + times + " fois, "
                                + (same ? "sous une référence" : "et la référence est une autre"),
                        "delivered twice, it stands there " + times + " times, "
                                + (same ? "under one reference" : "and the reference is another"));
            }
        } else if (delivered(example.exchange()) != 2) {
            faults.add("la seconde requête ne porte pas le numéro de l'échange",
                    "the second request does not bear the exchange's id");
        }
    }

    private void refusedDelivery(Faults faults) throws Exception {
        system.refuse(true);
        try {
            routes.deliver(example());
            faults.add("une livraison que le service refuse compte comme livrée",
                    "a delivery that the service refuses counts as delivered");
        } catch (DepartmentRefuses e) {
            // As it should be: a person has to look.
        } catch (LineBroken e) {
            faults.add("une livraison que le service refuse est retentée sans fin",
                    "a delivery that the service refuses is tried again and again");
        } finally {
            system.refuse(false);
        }
    }

    private void deliveryToADeadSystem(Faults faults) throws Exception {
        var example = example();
        system.goDown();
        try {
            routes.deliver(example);
            faults.add("une livraison à un service tombé compte comme livrée",
                    "a delivery to a service that is down counts as delivered");
        } catch (LineBroken e) {
            // As it should be: the outbox tries again.
        } finally {
            system.comeUp();
        }
        asTheOutbox(example);
        if (delivered(example.exchange()) != 1) {
            faults.add("le service revenu, la livraison n'est pas arrivée",
                    "after the service came back the delivery did not arrive");
        }
    }

    /** A connection that was kept open to the service before it went down may break the next delivery, too. */
    private void asTheOutbox(DeliverableRecord example) {
        for (var tries = 1; tries < 4; tries++) {
            try {
                routes.deliver(example);
                return;
            } catch (LineBroken e) {
                Waiting.pause(Duration.ofMillis(100));
            }
        }
        routes.deliver(example);
    }
}

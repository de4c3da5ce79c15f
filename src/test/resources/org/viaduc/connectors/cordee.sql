-- Cordée's database, as far as the gateway sees it: the case system's tables, views on them, and staging tables.
create table foyer (num_foyer varchar(12) primary key, adresse1 varchar(80), adresse2 varchar(80), code_postal char(5),
    commune varchar(60), insee char(5), confidentielle char(1), telephone varchar(20), logement varchar(4),
    supprime char(1) not null default 'N', maj timestamptz not null);
create table usager (num_usager integer primary key, num_foyer varchar(12) not null, role varchar(10), nom_naissance varchar(60),
    nom_usage varchar(60), prenoms varchar(80), sexe char(1), ne_le date, ne_a char(5), nir varchar(15), situation varchar(10),
    supprime char(1) not null default 'N');
create table ressource (num_usager integer not null, nature varchar(10), montant numeric(9,2), mois char(7),
    supprime char(1) not null default 'N');
create table droit (num_usager integer not null, prestation varchar(10), etat varchar(10), ouvert_le date, ferme_le date,
    montant numeric(9,2), mois char(7), supprime char(1) default 'N');
create table contrat (num_usager integer not null, num_contrat varchar(20), signe_le date, fin_le date, referent varchar(80),
    objectifs text, supprime char(1) not null default 'N');
create table mesure (num_usager integer not null, num_mesure varchar(20), cadre char(1), type_mesure varchar(12), debut_le date,
    fin_le date, service varchar(80), juge varchar(80), objet text, supprime char(1) not null default 'N');
create table document (num_usager integer not null, type_doc varchar(8), etabli_le date, auteur varchar(80), texte text,
    media varchar(40), contenu bytea, supprime char(1) not null default 'N');
create table evenement (num_foyer varchar(12) not null, num_usager integer, code varchar(10), survenu_le date, valeur varchar(12),
    auteur varchar(12), supprime char(1) not null default 'N');
create table note (num_usager integer not null, texte text);
create table journal_modif (num_modif bigint generated always as identity primary key, num_foyer varchar(12) not null);

create view v_foyer as select num_foyer, adresse1, adresse2, code_postal, commune, insee, confidentielle, telephone, logement,
    supprime from foyer;
create view v_usager as select * from usager;
create view v_ressource as select * from ressource;
create view v_droit as select * from droit;
create view v_contrat as select * from contrat;
create view v_mesure as select * from mesure;
create view v_document as select * from document;
create view v_evenement as select * from evenement;
create view v_changement as select num_foyer, maj as modifie_le from foyer;
create view v_journal as select num_modif, num_foyer from journal_modif;

create table depot_livraison (id_echange varchar(36) primary key, recu_le timestamptz not null default now(),
    reference varchar(20));
create table depot_foyer (id_echange varchar(36) not null references depot_livraison, rang integer not null, num_foyer text,
    adresse1 text, adresse2 text, code_postal text, commune text, insee text, confidentielle text, telephone text, logement text,
    supprime text);
create table depot_usager (id_echange varchar(36) not null references depot_livraison, rang integer not null, num_foyer text,
    num_usager text, role text, nom_naissance varchar(60), nom_usage text, prenoms text, sexe text, ne_le text, ne_a text,
    nir text, situation text, supprime text);
create table depot_membre (like depot_usager);
create table depot_ressource (id_echange varchar(36) not null, rang integer not null, num_usager text, nature text, montant text,
    mois text, supprime text);
create table depot_droit (id_echange varchar(36) not null, rang integer not null, num_usager text, prestation text, etat text,
    ouvert_le text, ferme_le text, montant text, mois text, supprime text);
create table depot_contrat (id_echange varchar(36) not null, rang integer not null, num_usager text, num_contrat text,
    signe_le text, fin_le text, referent text, objectifs text, supprime text);
create table depot_mesure (id_echange varchar(36) not null, rang integer not null, num_usager text, num_mesure text, cadre text,
    type_mesure text, debut_le text, fin_le text, service text, juge text, objet text, supprime text);
create table depot_document (id_echange varchar(36) not null, rang integer not null, num_usager text, type_doc text,
    etabli_le text, auteur text, texte text, media text, contenu bytea, supprime text);
create table depot_evenement (id_echange varchar(36) not null, rang integer not null, num_foyer text, num_usager text, code text,
    survenu_le text, valeur text, auteur text, supprime text);

create sequence numero_dossier start 389000;
create procedure integrer_depot(echange varchar) language plpgsql as $$
begin
    if exists (select from depot_usager where id_echange = echange and nom_naissance = 'REFUS') then
        raise exception 'ce dossier est refusé: %', (select prenoms from depot_usager where id_echange = echange);
    end if;
    update depot_livraison set reference = 'CORDEE-' || nextval('numero_dossier') where id_echange = echange;
end $$;
create function deposer(echange varchar, dossier varchar, out reference varchar) language plpgsql as $$
begin
    insert into depot_livraison (id_echange, reference) values (echange, 'PROC-' || length(dossier))
        on conflict (id_echange) do nothing;
    select l.reference into deposer.reference from depot_livraison l where l.id_echange = echange;
end $$;

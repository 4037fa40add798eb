/* Made by `npm run client` from the OpenAPI document of the API; never edited. */
export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives. */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process can serve: database, migrations, disk. 503 when it cannot. */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics of the process and figures of the installation, for a key with `figures:read`. */
        get: operations["scrape"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, latest first. */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check the chain of the audit from its first row. */
        get: operations["auditState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backtests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fold the recorded past under a draft, beside what was; nothing is changed.
         * @description What stands against publishing the drafts stands against this too. Needs `definitions:read` and `members:read` as well. The answer is `GET /v1/backtests/{job}` when the job is done.
         */
        post: operations["startBacktest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backtests/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One back-test: how far it is, and its answer. Needs `members:read` as well. */
        get: operations["getBacktest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/benefits/{benefit}/months": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A benefit's uses by month, the last twelve, and what is left of its common pool.
         * @description What is taken back counts in the month in which it was.
         */
        get: operations["benefitMonths"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/benefits/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every live benefit: used in 30 business days, and how many uses are left. */
        get: operations["benefitFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/budgets/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every shared budget: who takes from it, what they took so far, and what is left. */
        get: operations["budgetFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events with JSON Schemas, attributes, operators and effects, in the caller's language. */
        get: operations["getCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coupons/{template}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make codes of 80 random bits each, up to 100,000 at once; they are told only this once. */
        post: operations["makeCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coupons/{template}/codes/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring codes that exist already, up to 100,000 at once; blanks and hyphens do not count. */
        post: operations["importCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coupons/{template}/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue coupons to everybody who matches, or to a list of up to 1,000,000, as a job.
         * @description Who matches is settled when the job begins. It goes on where it was when a process dies, and nobody gets a coupon twice; cancelled, it keeps what it has done. Its result counts whom the engine refused, by reason. A filter needs `members:read` as well.
         */
        post: operations["issueToAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coupons/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live templates: issued, redeemed and expired in 30 business days, and what is left. */
        get: operations["couponFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/currencies/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every currency: what moved in the last 30 business days, and what is outstanding. */
        get: operations["currencyFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Definitions in force or scheduled, and drafts: by kind; what is over comes last. */
        get: operations["listDefinitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions/{kind}/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One definition: live, draft, and every version there was. */
        get: operations["getDefinition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions/{kind}/{key}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Save as draft that a live definition is to go with the next release. */
        post: operations["archiveDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions/{kind}/{key}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save the draft of a definition; it need not fit the whole set yet.
         * @description 409 `definition_changed` when somebody saved since `base_version`.
         */
        put: operations["putDraft"];
        post?: never;
        /** Throw a draft away; the live version stays. */
        delete: operations["deleteDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check a document within the set as it would be published; read it aloud; change nothing. */
        post: operations["checkDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What every definition is called: for lists to choose from, without what they say. */
        get: operations["definitionNames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Judge one event by the live release and by the draft: points, caps, tiers, and why.
         * @description Trying it on a member or an order needs `members:read` as well.
         */
        post: operations["tryDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/definitions/try/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Judge the latest events by an earning rule: ten it meets, and the ten nearest to it. */
        post: operations["sampleDefinition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest 100 draws. */
        get: operations["listDraws"];
        put?: never;
        /** Freeze the list of entrants and promise a seed by its hash. Publish both before the draw. */
        post: operations["announceDraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/draws/{draw}/draw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish the seed, draw, and give the winners theirs. Asked again, whoever had none yet gets
         * @description his: each winner once.
         */
        post: operations["holdDraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/draws/{draw}/entrants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The pseudonyms of a draw in order, one a line: with the seed anybody can do it again. */
        get: operations["drawEntrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/draws/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many members would be in the list of a draw that is announced now. */
        get: operations["previewDraw"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events, newest first. A page that says `searched_to` may be short: `next` looks further. */
        get: operations["listEvents"];
        put?: never;
        /**
         * Send one event, or up to 1,000 in an array. The same (source, id) is the same event.
         * @description One event is answered by its outcome or a problem; an array by 200 and an outcome each, of which refused ones carry their problem. `?imported=true` brings in the past.
         */
        post: operations["sendEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{source}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event by its key: what became of an act whose answer was lost. */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export what the list shows, masked as the list is; the file is a UTF-8 CSV.
         * @description Needs `members:read` as well.
         */
        post: operations["startExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/figures/renewals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The renewal rate of paid plans, by the month in which periods ended. */
        get: operations["renewals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance/ageing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What members hold by month of earning, and what expires when, if nobody spends. */
        get: operations["financeAgeing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of each month's points was used by age, and is expected to be used in the end (95 %). */
        get: operations["financeCohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance/liability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The contract liability month by month, of all brands or one, with the estimate each was
         * @description reckoned with.
         */
        get: operations["financeLiability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last ten years' months, newest first: the closed as they were closed, the open as they
         * @description stand. Their pools are left out.
         */
        get: operations["financePeriods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance/periods/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One month with its pools; `month` is e.g. 2026-11. */
        get: operations["financePeriod"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance/periods/{month}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close a month for good: its figures stay, and what comes late is posted in the month after.
         * @description Months are closed one after another, once they have ended and all of them is counted.
         */
        post: operations["closePeriod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance/periods/{month}/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A month's journal as CSV (UTF-8): two lines for each movement, balanced in money and points.
         * @description A month has at most some hundred lines, so it is answered at once. Needs `ledger:read` as well.
         */
        get: operations["periodJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance/rollforward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Opening + issued − reversed − spent + returned − expired ± adjusted = closing.
         * @description By day or month, of all brands and funders or one, out of the books: fast whatever was written.
         */
        get: operations["financeRoll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/finance/rollforward/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The roll-forward by day, brand and funder as CSV (UTF-8). Needs `ledger:read` as well.
         * @description The first day of each brand and funder is always there, later ones where something moved; so each line opens where the one before it closed, and a day's lines sum up to the whole. Asked again later (409 `books_behind`) while the worker has too much to count.
         */
        get: operations["rollFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every gift that is published and not over: price, limits, moments, and how many are left. */
        get: operations["listGifts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gifts/{gift}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring up to 100,000 codes of a gift at once; they are sealed, nobody reads them here. */
        post: operations["bringCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gifts/{gift}/donations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a project is: pieces, points and donors, day by day, and what was told. */
        get: operations["giftDonations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/gifts/{gift}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell every donor of a project what became of the donations, as a job.
         * @description Each hears it once, with their own share of what was given by now (100 donations at a time); these are fulfilled and can no longer be taken back. Further results may follow.
         */
        post: operations["reportDonations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold points, stored value, coupons, uses of benefits and what offers take out of their
         * @description budgets for an order: all or nothing. Prices stay those of the moment of the hold. It runs out by itself, after 15 minutes unless it says otherwise.
         */
        post: operations["makeHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{hold}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spend and redeem what is held. Asked again, the answer is the same and nothing happens. */
        post: operations["confirmHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{hold}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give back what is held: points to their lots, coupons to the wallet. */
        post: operations["releaseHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Failed events, latest first. */
        get: operations["listInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbox/{entry}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Close a failed event without folding it; the reason is kept. */
        delete: operations["dismissEntry"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbox/{entry}/refold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fold a failed event again, with repaired data if given; a problem when it fails again. */
        post: operations["refoldOne"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbox/refold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fold several failed events again, each by itself. */
        post: operations["refoldMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first: one's own, and everybody's for who manages people. */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job. */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /** Ask a job to stop; one that has ended stays as it is. */
        delete: operations["cancelJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file that a job left, from whichever process; 410 `file_gone` after seven days.
         * @description A list is CSV; the copy of a member's data is JSON, for whoever may see it in clear.
         */
        get: operations["jobFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every key, newest first. */
        get: operations["listKeys"];
        put?: never;
        /** Make a key. Its secret is in this answer and nowhere else. */
        post: operations["makeKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key: here at once, in other processes within three seconds. */
        delete: operations["endKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am, what I hold and where I stand. */
        get: operations["me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/benefits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I am entitled to, and what there is besides; what I have comes first. */
        get: operations["myBenefits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The key of today's member codes; it works without a network until the business day ends. */
        get: operations["myCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far my copy is. */
        get: operations["myCopy"];
        put?: never;
        /** Ask for a copy of everything that is kept of me; one at a time. */
        post: operations["askCopy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/copy/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My copy, as a JSON file in clear. */
        get: operations["myCopyFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My coupons. */
        get: operations["myCoupons"];
        put?: never;
        /**
         * Take a coupon or a pack. Stock, limit and condition are judged as it is folded; then the
         * @description wallet.
         */
        post: operations["takeCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which ways of signing in this installation has. */
        get: operations["doors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/draws": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draws I was in. */
        get: operations["myDraws"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/draws/{draw}/entrants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The list of a draw that I was in: pseudonyms in order, one a line. */
        get: operations["myDrawEntrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/family": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My family, and the invitations that I have. */
        get: operations["myFamily"];
        put?: never;
        /** Found a family. */
        post: operations["foundMyFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/family/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation. */
        post: operations["acceptMyFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/family/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite somebody whose phone number or card I know; only a head may. */
        post: operations["inviteToMyFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/family/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave; when a head leaves, the family is dissolved. */
        post: operations["leaveMyFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/family/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put points into the pool. */
        post: operations["putIntoMyFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/family/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove a member of the family; only a head may. */
        post: operations["removeFromMyFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/family/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** From now on so much of what I earn goes into the pool by itself. */
        post: operations["shareWithMyFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/gifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I can redeem, and what I have redeemed. */
        get: operations["myGifts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/gifts/{gift}/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Redeem a gift for points: all of it or nothing, once for an `Idempotency-Key`. */
        post: operations["redeemMyGift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My points by the day they end: a debt first, what is usable, what is pending. */
        get: operations["myLots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/passcode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a one-time code. Only where this installation can deliver one: in the demo. */
        post: operations["sendPasscode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The paid plans on offer, and what I have of them; what I have comes first. */
        get: operations["myPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/plans/{plan}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree that a plan renews by itself, or take that back. Errors: `plan_not_running`. */
        post: operations["renewMyPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/plans/{plan}/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin the free trial of a plan. Errors: `plan_trial_used`. */
        post: operations["tryMyPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/privacy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is kept of me, masked, and how much of it. */
        get: operations["myPrivacy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/redemptions/{redemption}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show me the code of a gift that I redeemed: the same one whenever I ask. */
        post: operations["myCodeOf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by a link, once: sets `shuke_member` (HttpOnly, SameSite=Strict, only for /v1/me). */
        post: operations["enterByLink"];
        /** Sign out: the session ends and the cookie goes. */
        delete: operations["leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/session/passcode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in by a one-time code. Guesses are counted before they are looked at. */
        post: operations["enterByPasscode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My points, movement by movement, latest first. */
        get: operations["myStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/stored-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I have paid in, principal and bonus, and what paying in more would bring. */
        get: operations["myStoredValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/stored-values/{value}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I paid in and what was paid with it, latest first. */
        get: operations["myValueStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What I may send, what I have sent and what comes. */
        get: operations["myTransfers"];
        put?: never;
        /**
         * Send points to somebody whose phone number or card I know.
         * @description Who tries one number after the other waits longer and longer, as with codes.
         */
        post: operations["sendMyPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/transfers/{transfer}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what I have sent, until the cooling-off is over. */
        post: operations["takeBackMyPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/member-codes/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whose code a till has read: the present one or the one before, each of them once.
         * @description Codes that nobody shows are counted; after some of them the key has to wait.
         */
        post: operations["resolveCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members by filter, page by page, with an exact total.
         * @description `q` finds by a whole id, order number, phone, card, e-mail or account: names are sealed.
         */
        get: operations["listMembers"];
        put?: never;
        /** Register a member, or complete a provisional one. Registering again changes the profile. */
        post: operations["registerMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member: who, what they hold, their tiers, what they have bought. */
        get: operations["getMember"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add or take off points by hand; the reason stands in the statement and in the audit. */
        post: operations["adjustPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The balance of a currency now, or as it stood at a moment. */
        get: operations["memberBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/benefits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every benefit: whether the member is entitled, what is used and left, and why not. */
        get: operations["memberBenefits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/benefits/{benefit}/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Use a benefit for a member at the desk; a till sends the event `benefit.use` itself. */
        post: operations["useBenefit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/benefits/returns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a use back: the quota of its period and the stock for all have it again. */
        post: operations["returnBenefit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/benefits/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every use of the member's benefits in whatever channel, the latest first. */
        get: operations["memberBenefitUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy everything that is kept about a member into one JSON file, in clear, for the member.
         * @description The file lies sealed under the member's key for seven days, and goes when they are erased.
         */
        post: operations["copyMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The live coupons of a member, the soonest to end first, and the open holds. */
        get: operations["memberCoupons"];
        put?: never;
        /** Give coupons by hand; the reason stands in the audit. */
        post: operations["issueCoupons"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/coupons/{coupon}/give": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The coupon leaves this wallet and arrives in the other member's, exactly once. */
        post: operations["giveCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/coupons/{coupon}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a coupon away; the reason stands in the audit. */
        post: operations["voidCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/coupons/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to a member's coupons, latest first: at most 500 changes. */
        get: operations["memberCouponChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/coupons/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The member takes a coupon: stock, limit and condition are asked in the fold. */
        post: operations["claimCoupon"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/coupons/claim-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The member claims a coupon by its code, once for all members.
         * @description Guesses are counted before they are looked at: after ten wrong ones of a member within fifteen minutes each further one waits longer, and every wrong one is in the audit, without the code.
         */
        post: operations["claimByCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a member for good: keys, identities, profile, state and notes are destroyed.
         * @description What they held expires, what they owed is forgiven; sums and chains stay whole. Nobody can undo it, not from a backup either. `confirm` repeats the member's id. Asked again: 410.
         */
        post: operations["eraseMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/events/{seq}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why an event did what it did: the member is replayed up to it and the rules are asked. */
        get: operations["explainEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/exchanges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a member exchanged with partners, the latest first (200). */
        get: operations["memberExchanges"];
        put?: never;
        /**
         * Exchange points with a partner. Its reference is the act's own number: sent again, it is the
         * @description same exchange; sent with another amount or member, it is refused.
         */
        post: operations["exchangePoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/exchanges/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo an exchange, whole. Asked again, nothing happens. */
        post: operations["reverseExchange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/expiry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What expires when, soonest first, if nothing is spent. */
        get: operations["memberExpiry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/family": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The member's family with its pool, invitations, and what could be founded. */
        get: operations["memberFamily"];
        put?: never;
        /** The member founds a family and is its head. */
        post: operations["foundFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/family/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The member accepts an invitation; the family lets them in a moment later. */
        post: operations["acceptFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/family/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The head invites a member, who has so long to accept as the terms say. */
        post: operations["inviteToFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/family/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The member leaves; a head's leaving dissolves the family. What is theirs comes back. */
        post: operations["leaveFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/family/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put points into the pool; they keep their last days. */
        post: operations["putIntoFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/family/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The head removes a member, who gets back what the terms say. */
        post: operations["removeFromFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/family/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo a spend of the pool, all of it or in part. */
        post: operations["returnToFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/family/share": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** From now on so much of what the member earns goes into the pool by itself. */
        post: operations["shareWithFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/family/spend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spend points of the pool for the member, within their limits: at the till, at once. */
        post: operations["spendOfFamily"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/gifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a member a gift for nothing. Its stock is asked; price and limits are not. */
        post: operations["giveGift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The names under which a member is known, masked unless revealed. */
        get: operations["listIdentities"];
        put?: never;
        /** Give a member one more identity. 409 `identity_taken` when another member has it. */
        post: operations["linkIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/identities/{kind}/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an identity away (`ref` as listed). 409 `identity_last` for the last one. */
        delete: operations["unlinkIdentity"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link that signs a member in to their page, once. Audited. */
        post: operations["linkMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's lots: a debt first, what is usable by expiry, what is pending by its day. */
        get: operations["memberLots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's orders, latest first, with what was refunded and what they gave. */
        get: operations["memberOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give every coupon of a pack by hand, or none; the reason stands in the audit. */
        post: operations["issuePack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/packs/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The member takes a pack: the stock, limit and condition of it and of each coupon are asked
         * @description in the fold.
         */
        post: operations["claimPack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The member's paid plans, with what a cancellation would give back. */
        get: operations["memberPlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/plans/{plan}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a plan today; `cents` of the effect `plan.cancelled` is what to pay back. */
        post: operations["cancelPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/plans/{plan}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A period was paid for at the desk; a shop sends the event `plan.paid` itself. */
        post: operations["payPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/plans/{plan}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set for a member whether a plan renews by itself. */
        post: operations["renewPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/plans/{plan}/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin the free trial of a plan for a member. Errors: `plan_trial_used`. */
        post: operations["tryPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/plans/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to the member's paid plans, the latest first (200): paid, told, ended … */
        get: operations["memberPlanHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change declared profile fields; identifying ones are sealed at the door. */
        patch: operations["changeProfile"];
        trace?: never;
    };
    "/v1/members/{member}/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest 200 redemptions of a member, and where each of them stands. */
        get: operations["memberRedemptions"];
        put?: never;
        /** Redeem a gift: points, stock and limits at once, or nothing. */
        post: operations["redeemGift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/redemptions/{redemption}/fulfil": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It was handed over, shipped or done. Asked again, nothing happens. */
        post: operations["fulfilGift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/redemptions/{redemption}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a redemption that was not fulfilled: points and stock go back. */
        post: operations["reverseGift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See identifying values in clear for five minutes. The reason is kept in the audit. */
        post: operations["revealMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every movement of a member's points, latest first, each with the balance after it. */
        get: operations["memberStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/stored-values": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a member has of every stored value that is offered, or was. */
        get: operations["memberStoredValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/stored-values/{value}/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Correct principal or bonus by hand; the reason stands in the statement and in the audit. */
        post: operations["adjustValue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/stored-values/{value}/freeze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Freeze or unfreeze: frozen value is neither paid in nor spent nor paid out. */
        post: operations["freezeValue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/stored-values/{value}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pay principal out, its bonus withdrawn; `paid_out_cents` of the effect is what to pay. */
        post: operations["refundValue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/stored-values/{value}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every movement of a stored value, latest first, principal and bonus side by side. */
        get: operations["memberValueStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/stored-values/{value}/top-ups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every top-up of a stored value, latest first, and what of it can still be paid out. */
        get: operations["memberTopUps"];
        put?: never;
        /** Top up by hand; a till sends the event `value.top_up` itself. The bonus follows the steps. */
        post: operations["topUpValue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/tier": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tier, progress, and what is announced, in every tier set. */
        get: operations["memberTiers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member's events, latest first. What time alone brought about stands as `tick`. */
        get: operations["memberTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the member may send, and the last fifty transfers on either side. */
        get: operations["memberTransfers"];
        put?: never;
        /**
         * Send points. They are the other's when the cooling-off is over, and can be taken back before.
         * @description The receiver may decline, by limits of their own: then the points are back a moment later.
         */
        post: operations["sendPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{member}/transfers/{transfer}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what was sent, until the cooling-off is over. Asked again, nothing happens. */
        post: operations["takeBackPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add or take off the same points for several members, as a job: one act for each of them.
         * @description The amount is limited for each member as a single adjustment is. Members whom the engine refuses are named in the job's result; the same Idempotency-Key never gives anybody twice.
         */
        post: operations["adjustMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/coupons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue the same coupons to several members, as a job: one act for each of them.
         * @description Members whom the engine refuses, because the stock is gone or the limit reached, are named in the job's result; the same Idempotency-Key never gives anybody twice.
         */
        post: operations["issueToMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The member of an identity, an order or an id; 404 when there is none. */
        get: operations["lookUpMember"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/recognise": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How many members a list means, and which names of it mean nobody; nothing is changed.
         * @description To be asked before something is done for the list: `POST /v1/coupons/{template}/issues` refuses a list with a name that cannot be read, and counts the unknown ones as refused.
         */
        post: operations["recogniseMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/offers/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every live offer: used in 30 business days, what it gave, and what its budget has left. */
        get: operations["offerFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Paid orders that the till charged otherwise than the engine reckons, latest first, at most
         * @description 500: a till with an old price, an offer it does not know, a discount that nothing explains. The sums are of all of them.
         */
        get: operations["ordersOff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packs/{pack}/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make codes that packs are claimed with, as those of coupons. */
        post: operations["makePackCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packs/{pack}/codes/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring codes that packs are claimed with, as those of coupons. */
        post: operations["importPackCodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packs/{pack}/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a pack to everybody who matches, or to a list of up to 1,000,000, as a job.
         * @description As with a coupon for many. Each member gets the whole pack or nothing of it.
         */
        post: operations["issuePackToAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/packs/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every live pack: given in 30 business days, and what is left. */
        get: operations["packFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every partner in force, with what was taken of the month's caps and what is owed so far. */
        get: operations["partners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every month of a partner from the first with an entry, the latest first. */
        get: operations["partnerStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner}/statements/{month}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One month of a partner: as it was closed, or as it stands. */
        get: operations["partnerStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner}/statements/{month}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close a partner's month for good: what reaches the log later is in the next open month. */
        post: operations["closeStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner}/statements/{month}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The events that make a statement's lines, the earliest first. */
        get: operations["statementEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner}/statements/{month}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A statement as CSV (UTF-8), with its total in the last line. Needs `ledger:read` as well. */
        get: operations["statementFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every live paid plan: who has it today, and what it brought in 30 business days. */
        get: operations["planFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Price a cart: every line, each offer and coupon applied or why not, the best combination
         * @description found, the most points that may pay, and what would be earned. Nothing is changed.
         */
        post: operations["quoteCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Redemptions that wait, the oldest first (200 of the last year); one by its number whatever
         * @description its step. Donations wait for a result and not for the desk, so they are found by number only.
         */
        get: operations["listRedemptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every release, newest first, with what it changed against the one before. */
        get: operations["listReleases"];
        put?: never;
        /** Publish every draft as one release, whole and checked, or nothing changes. */
        post: operations["publishRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases/{release}/republish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a former release's set again, as a new release; drafts stay. */
        post: operations["republishRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases/{release}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle the release in force once more, for example after its job was cancelled: history that
         * @description is still to be counted is brought in, lists are mended. What was done stays done.
         */
        post: operations["settleRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases/{release}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a scheduled release: another takes its place at its moment, without its changes.
         * @description What is scheduled after it stays, without them, too.
         */
        post: operations["withdrawRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What publishing all drafts would change and replay, and every problem of the whole set. */
        get: operations["draftRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases/draft/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look over all drafts as one release: limits that are missing, offers that are no use, and
         * @description the lowest price of each product against its cost. Nothing is refused or changed.
         */
        post: operations["lookOverDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The roles and what each may do. */
        get: operations["listRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rollforward": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Opening + issued − reversed − spent + returned − expired ± adjusted = closing, day by day. */
        get: operations["rollForward"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every live earning rule: what it gave in 30 business days and when it last fired. */
        get: operations["ruleFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am. */
        get: operations["session"];
        put?: never;
        /** Sign in: sets the cookie `shuke_session` (HttpOnly, SameSite=Lax, Secure over https). */
        post: operations["signInPerson"];
        /** Sign out: the session ends and the cookie goes. */
        delete: operations["signOutPerson"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose another password: every session of this person ends, a new one begins here. */
        put: operations["changeOwnPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this installation still needs its first administrator. */
        get: operations["setupState"];
        put?: never;
        /** Make the first administrator with the token that the server printed, and sign in. */
        post: operations["setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stored-values/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every stored value that is offered: what is owed, and what moved in 30 business days. */
        get: operations["storedValueFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tiers/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members per tier of every tier set, and who is near the next. */
        get: operations["tierFigures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures of the business day, tier flow of 30 days, what waits, and the latest decisions. */
        get: operations["today"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/today/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Decisions as they fall, as server-sent events `decision`; ends after a quarter of an hour.
         * @description A browser's EventSource connects again by itself, and is then authenticated again.
         */
        get: operations["todayStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who may sign in. */
        get: operations["listUsers"];
        put?: never;
        /** Let somebody in. */
        post: operations["addUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{user}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Switch somebody off: they stay in the audit, their sessions end. */
        delete: operations["endUser"];
        options?: never;
        head?: never;
        /** Change somebody; a new role or password ends their sessions. */
        patch: operations["changeUser"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Accepting
         * @description The family whose invitation is accepted.
         */
        Accepting: {
            family: string;
        };
        /**
         * ActCompared
         * @description How often something happened, and the minor units that the facts say of it: what an offer
         *         gave or a coupon was said to take off, what was paid for a gift, what a benefit's use costs.
         */
        ActCompared: {
            act: string;
            cents?: components["schemas"]["shuke.backtest.figure.Figure"];
            times?: components["schemas"]["shuke.backtest.figure.Figure"];
        };
        /**
         * Adjustment
         * @description Points to add or to take off, and why.
         */
        Adjustment: {
            amount: number;
            /** @default null */
            brand?: string | null;
            currency: string;
            reason: string;
        };
        /**
         * Again
         * @description Why a former release is published again.
         */
        Again: {
            /** @default  */
            note?: string;
        };
        /**
         * AgeBand
         * @description What is held of one month of earning. `earn_month` 0: lots without a month, of no age.
         */
        AgeBand: {
            age_months: number | null;
            earn_month: number;
            pending: number;
            usable: number;
        };
        /**
         * AgeingShown
         * @description What members hold of a currency by age, and what will expire when if nobody spends.
         */
        AgeingShown: {
            /** Format: date */
            as_of: string;
            bands: components["schemas"]["AgeBand"][];
            behind: number;
            brands: components["schemas"]["BrandAmount"][];
            by_activity: number;
            currency: string;
            debts: number;
            forecast: components["schemas"]["ExpiryStep"][];
            outstanding: number;
            overdue: number;
            pending: number;
            undated: number;
            usable: number;
        };
        /**
         * Alive
         * @description This process answers.
         */
        Alive: {
            /** @default true */
            alive?: boolean;
        };
        /**
         * Announcing
         * @description What is drawn among members with an order lately: a coupon template, a pack, a gift, or
         *         `amount` points of a currency for each winner.
         */
        Announcing: {
            /** @default 90 */
            active_days?: number;
            /** @default null */
            amount?: number | null;
            gives: string;
            /** @enum {unknown} */
            kind: "coupon" | "currency" | "gift" | "pack";
            title: string;
            winners: number;
        };
        /**
         * Approximation
         * @description Something that is only nearly so. `number` counts whom or what it concerns (0: all).
         */
        Approximation: {
            code: string;
            /** @default 0 */
            number?: number;
            text: components["schemas"]["Text"];
        };
        /**
         * AuditState
         * @description Whether the chain of the audit is whole; `broken_at` is the first row that does not fit.
         */
        AuditState: {
            broken_at: number | null;
            whole: boolean;
        };
        /**
         * Backtest
         * @description A back-test: its job, and the answer once that is done.
         */
        Backtest: {
            job: components["schemas"]["JobShown"];
            result: components["schemas"]["BacktestResult"] | null;
        };
        /**
         * Backtesting
         * @description What to back-test: all drafts, or a release by its number; business days, both inclusive
         *         (default: all there are), and how many members to list at either end.
         */
        Backtesting: {
            /** @default null */
            from?: string | null;
            /** @default drafts */
            release?: "drafts" | number;
            /** @default null */
            to?: string | null;
            /** @default 20 */
            top?: number;
        };
        /**
         * BacktestRelease
         * @description What was tried: the drafts, a release by its number, or files; and what it changes.
         */
        BacktestRelease: {
            changes: components["schemas"]["CandidateChange"][];
            live: number;
            number: number | null;
            what: string;
        };
        /**
         * BacktestResult
         * @description A back-test: what was beside what would have been.
         */
        BacktestResult: {
            approximations: components["schemas"]["Approximation"][];
            budgets: components["schemas"]["BudgetCompared"][];
            cost: components["schemas"]["CostCompared"];
            currencies: components["schemas"]["CurrencyCompared"][];
            events: number;
            events_by_type: components["schemas"]["EventsCompared"][];
            /** Format: date */
            from: string;
            members: number;
            processes: number;
            redemptions: components["schemas"]["shuke.backtest.figure.Figure"];
            release: components["schemas"]["BacktestRelease"];
            rewards: components["schemas"]["RewardCompared"][];
            rounds: number;
            same: boolean;
            seconds: number;
            tiers: components["schemas"]["TiersCompared"][];
            /** Format: date */
            to: string;
            zone: string;
        };
        /**
         * BalanceAt
         * @description A balance at a moment; `debt` is what is owed.
         */
        BalanceAt: {
            as_of: string;
            currency: string;
            debt: number;
            pending: number;
            usable: number;
        };
        /**
         * BalanceShown
         * @description What a member holds of one currency.
         */
        BalanceShown: {
            currency: string;
            debt: number;
            expiring_30d: number;
            held: number;
            next_expiry: components["schemas"]["Expiring"] | null;
            pending: number;
            title: string;
            unit: string;
            usable: number;
        };
        /**
         * Because
         * @description Why.
         */
        Because: {
            reason: string;
        };
        /**
         * BenefitFigure
         * @description A benefit in 30 business days: uses and uses undone, by how many members, what the uses were
         *         worth and what they cost; and how many uses are left for all (null: no limit).
         */
        BenefitFigure: {
            benefit: string;
            cost_cents_30d: number;
            left: number | null;
            members_30d: number;
            returned_30d: number;
            used_30d: number;
            worth_cents_30d: number;
        };
        /**
         * BenefitShown
         * @description A benefit for one member. `left` and `renews_on` are null without a quota; `left_for_all` of
         *         the common pool, null without one.
         */
        BenefitShown: {
            about: string;
            entitled: boolean;
            every: string | null;
            key: string;
            left: number | null;
            left_for_all: number | null;
            renews_on: string | null;
            title: string;
            type: string;
            used: number;
            why: Record<string, unknown> | null;
            worth_cents: number | null;
        };
        /**
         * BenefitUsed
         * @description A benefit's pool (`size` and `left` null: no limit), whom it is shared with, its months.
         */
        BenefitUsed: {
            benefit: string;
            left: number | null;
            months: components["schemas"]["MonthOfUse"][];
            shared: components["schemas"]["SharedWith"][];
            size: number | null;
        };
        /**
         * BrandAmount
         * @description What members hold of one brand's points, as a brand is called.
         */
        BrandAmount: {
            brand: string;
            pending: number;
            title: string;
            usable: number;
        };
        /**
         * BrandLiability
         * @description A month of the contract liability for one brand's points, in cents.
         */
        BrandLiability: {
            brand: string;
            movement: components["schemas"]["Movement"];
            title: string;
        };
        /**
         * BrandMonth
         * @description One brand's part of a currency's month: points, and money where the currency is valued.
         */
        BrandMonth: {
            /** @default {} */
            by_funder?: {
                [key: string]: components["schemas"]["Movement"];
            };
            /** @default {} */
            funders?: {
                [key: string]: components["schemas"]["RollForward"];
            };
            /** @default null */
            liability?: components["schemas"]["Movement"] | null;
            points: components["schemas"]["RollForward"];
        };
        /**
         * BrandRoll
         * @description The range of one brand; the empty one stands for debts, which belong to no lot.
         */
        BrandRoll: {
            brand: string;
            title: string;
            total: components["schemas"]["RollForward"];
        };
        /**
         * BringingCodes
         * @description Codes as their maker writes them, each good for one redemption.
         */
        BringingCodes: {
            codes: string[];
        };
        /**
         * BudgetCompared
         * @description Something scarce: how much there is, what was taken of it in the range, and how often it
         *         was refused.
         */
        BudgetCompared: {
            refused: components["schemas"]["shuke.backtest.figure.Figure"];
            size: components["schemas"]["shuke.backtest.figure.Figure"];
            stock: string;
            taken: components["schemas"]["shuke.backtest.figure.Figure"];
            weeks: components["schemas"]["BudgetWeek"][];
        };
        /**
         * BudgetFigure
         * @description A shared budget: who takes from it (`offer/key`, `coupon/key`), what they took, what is left
         *         (null: no limit).
         */
        BudgetFigure: {
            budget: string;
            discounts: string[];
            left_cents: number | null;
            taken_cents: number;
            uses: number;
            uses_left: number | null;
        };
        /**
         * BudgetWeek
         * @description What a week took from a budget.
         */
        BudgetWeek: {
            taken: components["schemas"]["shuke.backtest.figure.Figure"];
            /** Format: date */
            week: string;
        };
        /**
         * CancellingPlan
         * @description Why it ends today.
         */
        CancellingPlan: {
            reason: string;
        };
        /**
         * CandidateChange
         * @description A definition in which a candidate differs from the live release.
         */
        CandidateChange: {
            /** @enum {unknown} */
            change: "added" | "changed" | "removed";
            key: string;
            kind: string;
        };
        /**
         * Cart
         * @description What somebody is about to buy, where, and what its delivery costs.
         */
        Cart: {
            /** @default null */
            channel?: string | null;
            lines: components["schemas"]["CartLine"][];
            /** @default null */
            region?: string | null;
            /** @default 0 */
            shipping_cents?: number;
            /** @default null */
            store?: string | null;
            /** @default null */
            tender?: string | null;
        };
        /**
         * CartLine
         * @description One line: so many items of a product, at `unit_cents` each or `list_cents` together.
         *
         *         Nothing is discounted below `floor_cents` (of the line) nor below `cost_cents` (of each item).
         */
        CartLine: {
            /** @default null */
            brand?: string | null;
            /** @default null */
            category?: string | null;
            /** @default null */
            cost_cents?: number | null;
            /** @default null */
            department?: string | null;
            /** @default null */
            floor_cents?: number | null;
            /** @default null */
            list_cents?: number | null;
            /** @default null */
            name?: string | null;
            /** @default 1 */
            quantity?: number;
            sku: string;
            /** @default null */
            unit_cents?: number | null;
        };
        /**
         * ChangedUser
         * @description What is to change; what is left out stays.
         */
        ChangedUser: {
            /** @default null */
            active?: boolean | null;
            /** @default null */
            language?: ("en" | "zh-CN") | null;
            /** @default null */
            name?: string | null;
            /** @default null */
            password?: string | null;
            /** @default null */
            role?: string | null;
        };
        /**
         * ChangeShown
         * @description What publishing would do to one definition.
         */
        ChangeShown: {
            /** @enum {unknown} */
            change: "added" | "changed" | "removed";
            diff: components["schemas"]["Differing"][];
            key: string;
            kind: string;
            kind_title: string;
            name: components["schemas"]["Names"];
        };
        /**
         * Checked
         * @description A document looked at from all sides.
         */
        Checked: {
            document: Record<string, unknown> | null;
            /** @default null */
            parts?: components["schemas"]["Parts"] | null;
            problems: components["schemas"]["Flaw"][];
            sentence: components["schemas"]["Names"] | null;
            yaml: string | null;
        };
        /**
         * Chosen
         * @description Which failed events to fold again.
         */
        Chosen: {
            ids: string[];
        };
        /**
         * Claimable
         * @description A coupon or a pack that may be taken, by its key; stock is judged when it is claimed.
         */
        Claimable: {
            key: string;
            /** @enum {unknown} */
            kind: "coupon" | "pack";
            says: string;
            title: string;
        };
        /**
         * Claiming
         * @description The template to take a coupon of.
         */
        Claiming: {
            coupon: string;
        };
        /**
         * ClaimingCode
         * @description The code as it was typed or scanned.
         */
        ClaimingCode: {
            code: string;
        };
        /**
         * ClaimingPack
         * @description The pack to take.
         */
        ClaimingPack: {
            pack: string;
        };
        /**
         * ClearIdentity
         * @description An identity in clear.
         */
        ClearIdentity: {
            kind: string;
            value: string;
        };
        /**
         * CodeKeyShown
         * @description With what a phone makes the day's codes: `handle` and eight digits of
         *         HMAC-SHA-256(key, minute), as docs/how/member-page.md says. Never store it beyond `ends_at`.
         */
        CodeKeyShown: {
            code: string;
            ends_at: string;
            handle: string;
            key: string;
            now: string;
            seconds: number;
        };
        /**
         * CodeOf
         * @description Whose code it was; `subject` is what events are sent with.
         */
        CodeOf: {
            member: string;
            name: string | null;
            points: number;
            subject: string;
            tier: string | null;
            tier_name: string | null;
        };
        /**
         * CodeRead
         * @description The twenty digits that were scanned or typed.
         */
        CodeRead: {
            code: string;
        };
        /**
         * CodesAdded
         * @description How many codes were new, and how many were known before or stood there twice.
         */
        CodesAdded: {
            added: number;
            batch: string;
            known: number;
        };
        /**
         * CodesBrought
         * @description How many codes were new, how many known or there twice, and how many are left now.
         */
        CodesBrought: {
            added: number;
            known: number;
            left: number;
        };
        /**
         * CodeShown
         * @description The code. Who has seen it cannot give the gift back.
         */
        CodeShown: {
            code: string;
        };
        /**
         * CodesMade
         * @description The codes, told this once: nobody can read them again.
         */
        CodesMade: {
            batch: string;
            codes: string[];
        };
        /**
         * CohortsShown
         * @description Redemption by month of earning, and how much of each is expected in the end.
         */
        CohortsShown: {
            /** Format: date */
            as_of: string;
            behind: number;
            currency: string;
            /** @default null */
            expected?: number | null;
            /** @default null */
            high?: number | null;
            issued: number;
            /** @default null */
            low?: number | null;
            /** @default [] */
            rate_by_age?: number[];
            rows: components["schemas"]["Row"][];
            used: number;
        };
        /**
         * Coming
         * @description The scheduled release that changes a definition next.
         */
        Coming: {
            effective_at: string;
            release: number;
            removes: boolean;
        };
        /**
         * Confirming
         * @description The order that was paid; `member` where two members have holds of one number.
         */
        Confirming: {
            /** @default null */
            member?: string | null;
            /** @default null */
            order_id?: string | null;
        };
        /**
         * Considered
         * @description An offer or coupon: what it takes off, or why it does not apply.
         */
        Considered: {
            applied: boolean;
            cents: number;
            coupon: string | null;
            key: string;
            name: string | null;
            reason: components["schemas"]["WhyNot"] | null;
            /** @enum {unknown} */
            source: "coupon" | "offer";
        };
        /**
         * Copying
         * @description Why a member's data are copied (kept in the audit).
         */
        Copying: {
            reason: string;
        };
        /**
         * Correcting
         * @description What to add (or, below zero, to take off), and why.
         */
        Correcting: {
            /** @default 0 */
            bonus_cents?: number;
            /** @default null */
            brand?: string | null;
            /** @default 0 */
            principal_cents?: number;
            reason: string;
        };
        /**
         * CostCompared
         * @description What the programme costs in minor units.
         *
         *         `points` is what was issued less what was taken back, at the worth that the currency's valuation
         *         says and as if all of it were used (None: no currency has a valuation); `coupons` and `offers`
         *         what they took off orders less what refunds brought back; `benefits` what uses cost; `total` the
         *         sum of them.
         */
        CostCompared: {
            benefits?: components["schemas"]["shuke.backtest.figure.Figure"];
            coupons?: components["schemas"]["shuke.backtest.figure.Figure"];
            offers?: components["schemas"]["shuke.backtest.figure.Figure"];
            points: components["schemas"]["shuke.backtest.figure.Figure"] | null;
            total?: components["schemas"]["shuke.backtest.figure.Figure"];
        };
        /**
         * CouponChange
         * @description One change of a coupon. `cause` is the rule, claim or reason; `amount_cents` is what a
         *         redeemed one took off; `seq` is the event to explain.
         */
        CouponChange: {
            amount_cents: number | null;
            at: string;
            cause: string | null;
            change: string;
            coupon: string;
            order_id: string | null;
            seq: number;
            template: string;
            title: string;
        };
        /**
         * CouponFigure
         * @description A template: what became of its coupons in 30 business days, and how many are left.
         */
        CouponFigure: {
            budget_left_cents: number | null;
            coupon: string;
            expired_30d: number;
            issued_30d: number;
            left: number | null;
            off_cents_30d: number;
            redeemed_30d: number;
        };
        /**
         * CouponShown
         * @description A live coupon. `usable` says whether it may be used today; days are both included.
         */
        CouponShown: {
            coupon: string;
            giftable: boolean;
            locked: boolean;
            template: string;
            title: string;
            usable: boolean;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string;
        };
        /**
         * CouponTried
         * @description A coupon to be priced as if the member held it, on business days that include both ends.
         */
        CouponTried: {
            /** @default null */
            first?: string | null;
            /** @default null */
            id?: string | null;
            /** @default null */
            last?: string | null;
            template: string;
        };
        /**
         * Credentials
         * @description What a person signs in with.
         */
        Credentials: {
            email: string;
            password: string;
        };
        /**
         * CurrencyCompared
         * @description One currency. `outstanding` is the liability in points at the end: usable and pending, less
         *         what members owe; `opening` the same at the beginning of the range.
         */
        CurrencyCompared: {
            currency: string;
            debt: components["schemas"]["shuke.backtest.figure.Figure"];
            flows: components["schemas"]["PointFlows"];
            funders: components["schemas"]["FlowPart"][];
            liability_cents: components["schemas"]["shuke.backtest.figure.Figure"] | null;
            members: components["schemas"]["Gainers"];
            name: components["schemas"]["Text"];
            opening: number;
            outstanding: components["schemas"]["shuke.backtest.figure.Figure"];
            pending: components["schemas"]["shuke.backtest.figure.Figure"];
            rules: components["schemas"]["FlowPart"][];
            spendable: boolean;
            usable: components["schemas"]["shuke.backtest.figure.Figure"];
            weeks: components["schemas"]["FlowWeek"][];
        };
        /**
         * CurrencyFigure
         * @description A currency: what moved in 30 days, and what members hold (usable less debt, and pending).
         */
        CurrencyFigure: {
            adjusted_30d: number;
            currency: string;
            expired_30d: number;
            issued_30d: number;
            members: number | null;
            outstanding: number;
            pending: number | null;
            returned_30d: number;
            reversed_30d: number;
            spent_30d: number;
            title: string;
        };
        /**
         * CurrencyPeriod
         * @description One currency in a period, with its name.
         */
        CurrencyPeriod: {
            /** @default {} */
            brands?: {
                [key: string]: components["schemas"]["BrandMonth"];
            };
            /** @default {} */
            by_funder?: {
                [key: string]: components["schemas"]["Movement"];
            };
            currency: string;
            /** @default null */
            estimate?: components["schemas"]["Estimate"] | null;
            funders: {
                [key: string]: components["schemas"]["RollForward"];
            };
            /** @default null */
            liability?: components["schemas"]["Movement"] | null;
            points: components["schemas"]["RollForward"];
            /** @default [] */
            pools?: components["schemas"]["Pool"][];
            title: string;
        };
        /**
         * Decision
         * @description An event that moved something.
         */
        Decision: {
            at: string;
            effects: unknown;
            entries: components["schemas"]["EntrySum"][];
            member: string;
            name: string | null;
            seq: number;
            summary: Record<string, unknown>;
            time: string;
            title: string;
            type: string;
        };
        /**
         * Definition
         * @description A definition with its live version, its draft and its history.
         */
        Definition: {
            draft: components["schemas"]["DraftNote"] | null;
            key: string;
            kind: string;
            kind_title: string;
            live: components["schemas"]["Live"] | null;
            versions: components["schemas"]["Version"][];
            yaml: string;
        };
        /**
         * DefinitionItem
         * @description A definition in a list: as it is in force, or as it is scheduled when it is not yet. `over`
         *         says that its last day has passed and that no draft gives it another.
         */
        DefinitionItem: {
            document: Record<string, unknown> | null;
            draft: components["schemas"]["DraftNote"] | null;
            key: string;
            kind: string;
            kind_title: string;
            name: components["schemas"]["Names"];
            over: boolean;
            /** @default null */
            scheduled?: components["schemas"]["Coming"] | null;
            /** @default null */
            sentence?: string | null;
            /** @enum {unknown} */
            status: "archived" | "draft" | "live" | "scheduled";
            version: number | null;
        };
        /**
         * DefinitionName
         * @description What a definition is called, and how it stands.
         */
        DefinitionName: {
            key: string;
            kind: string;
            name: components["schemas"]["Names"];
            over: boolean;
            /** @enum {unknown} */
            status: "archived" | "draft" | "live" | "scheduled";
        };
        /**
         * DefinitionNames
         * @description Every definition that is in force, scheduled or a draft, by kind, key.
         */
        DefinitionNames: {
            items: components["schemas"]["DefinitionName"][];
        };
        /**
         * Differing
         * @description One value that differs, by JSON pointer.
         */
        Differing: {
            after: unknown;
            before: unknown;
            path: string;
        };
        /**
         * Dismissing
         * @description Why a failed event is closed without being folded.
         */
        Dismissing: {
            reason: string;
        };
        /**
         * DonationDay
         * @description What was given on a business day; a donation that was taken back counts on its own day.
         */
        DonationDay: {
            /** Format: date */
            day: string;
            pieces: number;
            points: number;
        };
        /**
         * DonationsShown
         * @description How far a project is. `goal` is null without one; days of the last year, the first first;
         *         results the latest first.
         */
        DonationsShown: {
            currency: string;
            days: components["schemas"]["DonationDay"][];
            donors: number;
            gift: string;
            goal: number | null;
            piece: string;
            pieces: number;
            points: number;
            points_each: number;
            receiver: string | null;
            reports: components["schemas"]["ReportShown"][];
            story: string | null;
            title: string;
        };
        /**
         * Done
         * @description What an act did: `duplicate` when this Idempotency-Key had done it already.
         */
        Done: {
            effects: unknown;
            id: string;
            member: string | null;
            seq: number;
            source: string;
            status: string;
        };
        /**
         * Doors
         * @description Which ways lead in here.
         */
        Doors: {
            link: boolean;
            one_time_code: boolean;
        };
        /**
         * DraftNote
         * @description A draft beside the live version. `document` null removes the definition.
         */
        DraftNote: {
            base_version: number;
            by: string;
            document: Record<string, unknown> | null;
            saved_at: string;
            version: number;
        };
        /**
         * DraftRefusal
         * @description Events that the draft refuses.
         */
        DraftRefusal: {
            code: string;
            events: number;
        };
        /**
         * DraftRelease
         * @description All drafts as one release: what changes, what stands against it, and what to look at.
         */
        DraftRelease: {
            changes: components["schemas"]["ChangeShown"][];
            next: number;
            problems: components["schemas"]["Flaw"][];
            replay: components["schemas"]["Replaying"] | null;
            warnings: components["schemas"]["ReleaseWarning"][];
        };
        /**
         * DrawShown
         * @description A draw. `seed` and the `winners_drawn` (pseudonyms, the first first) are there once it is
         *         drawn; `given` counts the winners who have got theirs, `refused` says why others have not.
         */
        DrawShown: {
            active_days: number;
            amount: number | null;
            announced_at: string;
            drawn_at: string | null;
            entrants: number;
            entrants_hash: string;
            /** @default 0 */
            given?: number;
            gives: string;
            id: string;
            kind: string;
            /** @default [] */
            refused?: string[];
            seed: string | null;
            seed_hash: string;
            title: string;
            winners: number;
            winners_drawn: string[];
        };
        /**
         * Entered
         * @description The session's CSRF token: to be sent as `X-CSRF-Token` with every change.
         */
        Entered: {
            csrf: string;
        };
        /**
         * Entering
         * @description The token of a link.
         */
        Entering: {
            token: string;
        };
        /**
         * EnteringByCode
         * @description An identity, and the code that was sent to it.
         */
        EnteringByCode: {
            code: string;
            identity: string;
        };
        /**
         * Entry
         * @description One row of the audit, as it is read.
         */
        Entry: {
            act: string;
            actor: string;
            actor_kind: string;
            actor_name: string;
            after: unknown;
            at: string;
            before: unknown;
            hash: string;
            n: number;
            reason: string | null;
            target: string;
            target_kind: string;
            trace: string | null;
        };
        /**
         * EntryOfPartner
         * @description An event of a line: `member` and `seq` find it in the log; `ref` is the partner's reference,
         *         the coupon or the use. `back`: it came back.
         */
        EntryOfPartner: {
            amount: number;
            at: string;
            back: boolean;
            cents: number;
            count: number;
            /** Format: date */
            day: string;
            key: string;
            kind: string;
            member: string;
            ref: string;
            seq: number;
        };
        /**
         * EntryShown
         * @description An entry. `amount` is what the member gained or lost; of kind `usable` what became usable.
         */
        EntryShown: {
            amount: number;
            at: string;
            balance_after: number;
            currency: string;
            entry: string;
            expires_on: string | null;
            key: string | null;
            kind: string;
            note: string | null;
            pending_after: number;
            rule: string | null;
            rule_title: string | null;
            time: string;
            version: number | null;
        };
        /**
         * EntrySum
         * @description What an event moved of one currency for one reason.
         */
        EntrySum: {
            amount: number;
            currency: string;
            entry: string;
            kind: string;
            rule: string | null;
            rule_title: string | null;
        };
        /**
         * Erasing
         * @description The member's id once more, and why (kept in the audit; name nobody in it).
         */
        Erasing: {
            confirm: string;
            reason: string;
        };
        /**
         * Estimate
         * @description The estimate a month was reckoned with, and where it came from.
         */
        Estimate: {
            /** @default 0 */
            expected?: number;
            /** @default null */
            high?: number | null;
            /** @default null */
            low?: number | null;
            method: string;
            /** @default null */
            note?: string | null;
            rate_bp: number;
            release: number;
            valuation: string;
            worth_cents: number;
            worth_points: number;
        };
        /**
         * EventItem
         * @description An event in a list. `at` is when it came in, `time` when it happened.
         */
        EventItem: {
            at: string;
            effects: unknown;
            id: string;
            member: string;
            release: number;
            seq: number;
            source: string;
            summary: Record<string, unknown>;
            time: string;
            title: string;
            type: string;
        };
        /**
         * EventKey
         * @description Which event.
         */
        EventKey: {
            id: string;
            seq: number;
            source: string;
        };
        /**
         * EventPage
         * @description Events; `searched_to` is there when the search stopped at that moment to go on by `next`.
         */
        EventPage: {
            items: components["schemas"]["EventItem"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            searched_to?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * EventsCompared
         * @description Events of a type: those recorded, and those that the draft accepts.
         */
        EventsCompared: {
            events: components["schemas"]["shuke.backtest.figure.Figure"];
            left_out: number;
            refused: components["schemas"]["DraftRefusal"][];
            type: string;
        };
        /**
         * EventSent
         * @description An event as it is sent: CloudEvents names. `subject` is `kind:value`, `time` RFC 3339.
         */
        EventSent: {
            /** @default {} */
            data?: Record<string, unknown>;
            /** @default null */
            datacontenttype?: string | null;
            /** @default null */
            dataschema?: string | null;
            id: string;
            source: string;
            /** @default null */
            specversion?: string | null;
            subject: string;
            /** @default null */
            time?: string | null;
            type: string;
        };
        /**
         * EventShown
         * @description One event, whole. Values that name a person are hidden.
         */
        EventShown: {
            at: string;
            data: unknown;
            effects: unknown;
            engine: number | null;
            id: string;
            /** @default null */
            inbox?: string | null;
            member: string;
            release: number | null;
            seq: number;
            source: string;
            /** @enum {unknown} */
            status: "accepted" | "failed";
            time: string;
            title: string;
            type: string;
        };
        /**
         * EventTold
         * @description The event that is explained, without values that name a person.
         */
        EventTold: {
            at: string;
            data: unknown;
            id: string;
            member: string;
            seq: number;
            source: string;
            subject: string;
            time: string;
            title: string;
            type: string;
        };
        /**
         * ExchangeShown
         * @description An exchange of a member: our points and theirs, and what the partner owes for it.
         */
        ExchangeShown: {
            at: string;
            cents: number;
            currency: string;
            partner: string;
            points: number;
            reference: string;
            reversed_at: string | null;
            seq: number;
            theirs: number;
            title: string;
            way: string;
        };
        /**
         * Exchanging
         * @description Points for points: `amount` is what is given, ours for `out`, theirs for `in`.
         */
        Exchanging: {
            amount: number;
            partner: string;
            reference: string;
            /** @enum {unknown} */
            way: "in" | "out";
        };
        /**
         * Expiring
         * @description What expires next: the last usable day and how much.
         */
        Expiring: {
            amount: number;
            /** Format: date */
            on: string;
        };
        /**
         * ExpiryItem
         * @description What expires after a day unless it is spent; `on` is the last day.
         */
        ExpiryItem: {
            amount: number;
            currency: string;
            /** Format: date */
            on: string;
            pending: number;
        };
        /**
         * ExpiryStep
         * @description What ends with a day, or within a month: `on` is the last day, or the month's first.
         *
         *         An upper bound: points that settle a debt, or are spent, do not expire.
         */
        ExpiryStep: {
            /** @default 0 */
            amount?: number;
            /** @default {} */
            brands?: {
                [key: string]: number;
            };
            /** @default {} */
            funders?: {
                [key: string]: number;
            };
            /** Format: date */
            on: string;
            /** @default 0 */
            pending?: number;
        };
        /**
         * Explained
         * @description Why an event did what it did. `verified`: folding it again said the same as is stored.
         */
        Explained: {
            effects: Record<string, unknown>[];
            engine: number | null;
            entries: components["schemas"]["EntryShown"][];
            event: components["schemas"]["EventTold"];
            lots: components["schemas"]["LotTold"][];
            /** @default false */
            opening?: boolean;
            /** @default null */
            pricing?: Record<string, unknown> | null;
            /** @default null */
            problem?: Record<string, unknown> | null;
            /** @default null */
            refund?: Record<string, unknown> | null;
            release: number;
            /** @default null */
            reversed_by?: components["schemas"]["EventKey"] | null;
            rules: Record<string, unknown>[];
            tier: components["schemas"]["TierTold"] | null;
            tiers: Record<string, unknown>[];
            verified: boolean | null;
        };
        /**
         * Exporting
         * @description What to export, by the same filter that the list has.
         */
        Exporting: {
            filter?: components["schemas"]["MemberQuery"];
            /** @default null */
            members?: string[] | null;
            /** @enum {unknown} */
            what: "members";
        };
        /**
         * Failure
         * @description Why an event failed.
         */
        Failure: {
            code: string;
            detail: string;
            status: number;
            title: string;
        };
        /**
         * FamilyEvent
         * @description A line of the family's story.
         */
        FamilyEvent: {
            amount: number | null;
            at: string;
            change: string;
            member: string;
            name: string | null;
            reason: string | null;
        };
        /**
         * FamilyInvited
         * @description Somebody who is invited, and until when.
         */
        FamilyInvited: {
            member: string;
            name: string | null;
            until: string;
        };
        /**
         * FamilyLot
         * @description Points of the pool with the same last day; without one they stay.
         */
        FamilyLot: {
            amount: number;
            expires_on: string | null;
        };
        /**
         * FamilyMember
         * @description Somebody in a family: what they put into the pool and spent of it. `left` is what they may
         *         still spend today; null without a limit.
         */
        FamilyMember: {
            head: boolean;
            left: number | null;
            member: string;
            name: string | null;
            put: number;
            /** Format: date */
            since: string;
            took: number;
        };
        /**
         * FamilyOffered
         * @description Terms under which the member could found a family.
         */
        FamilyOffered: {
            leaving: string;
            rejoin_days: number;
            size: number;
            terms: string;
            title: string;
        };
        /**
         * FamilyShown
         * @description A family. `joined` is false while it has not answered the member.
         */
        FamilyShown: {
            currency: string;
            family: string;
            head: boolean;
            invites: components["schemas"]["FamilyInvited"][];
            joined: boolean;
            lots: components["schemas"]["FamilyLot"][];
            members: components["schemas"]["FamilyMember"][];
            percent: number;
            size: number;
            story: components["schemas"]["FamilyEvent"][];
            terms: string;
            title: string;
            usable: number;
        };
        /**
         * Figures
         * @description The five figures of the day.
         */
        Figures: {
            active_members: components["schemas"]["shuke.api.today.Figure"];
            orders: components["schemas"]["shuke.api.today.Figure"];
            points_issued: components["schemas"]["shuke.api.today.Figure"];
            points_outstanding: components["schemas"]["shuke.api.today.Figure"];
            points_spent: components["schemas"]["shuke.api.today.Figure"];
        };
        /**
         * FinanceRoll
         * @description The roll-forward as the books count it. `difference` is 0: it closes.
         */
        FinanceRoll: {
            behind: number;
            brands: components["schemas"]["BrandRoll"][];
            currency: string;
            difference: number;
            funders: components["schemas"]["FunderRoll"][];
            items: components["schemas"]["RollForward"][];
            total: components["schemas"]["RollForward"];
        };
        /**
         * Flaw
         * @description What is wrong with a document, where (JSON pointer), and what would do.
         */
        Flaw: {
            code: string;
            /** @default null */
            key?: string | null;
            /** @default null */
            kind?: string | null;
            message: string;
            place: string;
            /** @default null */
            suggestion?: string | null;
        };
        /**
         * Flawed
         * @description One of several faults in a document.
         */
        Flawed: {
            code: string;
            message: string;
            /** @default null */
            place?: string | null;
            /** @default null */
            suggestion?: string | null;
        };
        /**
         * Flow
         * @description How many members moved between two tiers of the main set in 30 days.
         */
        Flow: {
            from: string | null;
            members: number;
            to: string | null;
        };
        /**
         * FlowPart
         * @description What a rule gave, or what somebody paid for.
         */
        FlowPart: {
            flows?: components["schemas"]["PointFlows"];
            key: string;
        };
        /**
         * FlowWeek
         * @description A week, by its Monday.
         */
        FlowWeek: {
            flows?: components["schemas"]["PointFlows"];
            /** Format: date */
            week: string;
        };
        /**
         * Founding
         * @description Under which terms.
         */
        Founding: {
            terms: string;
        };
        /**
         * Freezing
         * @description Whether it is to be frozen, and why.
         */
        Freezing: {
            frozen: boolean;
            reason: string;
        };
        /**
         * Fulfilling
         * @description A parcel's number or the like, which is sealed.
         */
        Fulfilling: {
            /** @default null */
            reference?: string | null;
        };
        /**
         * FunderRoll
         * @description The range of one funder; the empty one stands for debts, which belong to no lot.
         */
        FunderRoll: {
            funder: string;
            total: components["schemas"]["RollForward"];
        };
        /**
         * GainBar
         * @description Gainers whose difference lies from `low` to `high`, both inclusive (None: no bound).
         */
        GainBar: {
            high: number | null;
            low: number | null;
            members: number;
        };
        /**
         * Gainers
         * @description Who gains and who loses: by what was issued to a member less what was taken back.
         */
        Gainers: {
            bottom: components["schemas"]["GainOf"][];
            histogram: components["schemas"]["GainBar"][];
            losers: number;
            same: number;
            top: components["schemas"]["GainOf"][];
            winners: number;
        };
        /**
         * GainOf
         * @description A member whose gain differs; `tiers` are [was, draft] by tier set.
         */
        GainOf: {
            gain: components["schemas"]["shuke.backtest.figure.Figure"];
            member: string;
            tiers: {
                [key: string]: string[];
            };
        };
        /**
         * GiftGiving
         * @description A gift for nothing, and why.
         */
        GiftGiving: {
            gift: string;
            reason: string;
            /** @default null */
            redemption_id?: string | null;
        };
        /**
         * GiftRedeemed
         * @description A gift was redeemed or given, under this number.
         */
        GiftRedeemed: {
            effects: unknown;
            id: string;
            member: string | null;
            redemption_id: string;
            seq: number;
            source: string;
            status: string;
        };
        /**
         * GiftShown
         * @description A gift as it can be redeemed now; `left` is null where there is always one more.
         *
         *         `codes_left` is null where no imported codes are given; `codes_low` says that they run low;
         *         `opened` is how many members have opened a hidden one, null for others.
         */
        GiftShown: {
            closes_at: string | null;
            codes_left: number | null;
            codes_low: boolean;
            gift: string;
            left: number | null;
            money_cents: number | null;
            opened: number | null;
            opens_at: string | null;
            per_member: number | null;
            points: components["schemas"]["PriceShown"] | null;
            title: string;
            what: string;
        };
        /**
         * GiftsShown
         * @description Every gift that is published and not over.
         */
        GiftsShown: {
            gifts: components["schemas"]["GiftShown"][];
        };
        /**
         * Giving
         * @description The member who gets it.
         */
        Giving: {
            to: string;
        };
        /**
         * HeldCoupon
         * @description A coupon, and what it takes off.
         */
        HeldCoupon: {
            coupon: string;
            /** @default null */
            discount_cents?: number | null;
        };
        /**
         * HeldOffer
         * @description An offer, and what it takes off, as the quote said.
         */
        HeldOffer: {
            discount_cents: number;
            offer: string;
        };
        /**
         * HeldPoints
         * @description So much of a currency.
         */
        HeldPoints: {
            amount: number;
            currency: string;
        };
        /**
         * HeldUse
         * @description So many uses of a benefit.
         */
        HeldUse: {
            benefit: string;
            /** @default 1 */
            count?: number;
        };
        /**
         * HeldValue
         * @description So much of a stored value, principal and bonus together.
         */
        HeldValue: {
            amount_cents: number;
            value: string;
        };
        /**
         * Holding
         * @description What to hold for whom, for how long: 15 minutes unless it says otherwise.
         */
        Holding: {
            /** @default [] */
            benefits?: components["schemas"]["HeldUse"][];
            /** @default null */
            channel?: string | null;
            /** @default [] */
            coupons?: components["schemas"]["HeldCoupon"][];
            /** @default null */
            hold_id?: string | null;
            /** @default 900 */
            lasts_seconds?: number;
            member: string;
            /** @default [] */
            offers?: components["schemas"]["HeldOffer"][];
            /** @default null */
            order_id?: string | null;
            /** @default [] */
            points?: components["schemas"]["HeldPoints"][];
            /** @default null */
            store?: string | null;
            /** @default null */
            stored_value?: components["schemas"]["HeldValue"] | null;
        };
        /**
         * HoldMade
         * @description A hold was made, under this number.
         */
        HoldMade: {
            effects: unknown;
            hold_id: string;
            id: string;
            member: string | null;
            seq: number;
            source: string;
            status: string;
        };
        /**
         * HoldShown
         * @description An open hold, and when it runs out by itself.
         */
        HoldShown: {
            benefits: components["schemas"]["HeldUse"][];
            coupons: string[];
            hold_id: string;
            offers: components["schemas"]["HeldOffer"][];
            order_id: string | null;
            points: components["schemas"]["HeldPoints"][];
            stored_value: components["schemas"]["HeldValue"] | null;
            until: string;
        };
        /**
         * Identity
         * @description One name under which a member is known.
         */
        Identity: {
            kind: string;
            value: string;
        };
        /**
         * IdentityShown
         * @description An identity, masked.
         */
        IdentityShown: {
            kind: string;
            linked_at: string;
            masked: string;
            ref: string;
            title: string;
            /** @default null */
            value?: string | null;
        };
        /**
         * Importing
         * @description Codes that were printed elsewhere.
         */
        Importing: {
            batch: string;
            codes: string[];
        };
        /**
         * InboxItem
         * @description A failed event: why, how often it was tried, and its data without personal values.
         */
        InboxItem: {
            at: string;
            closed_at: string | null;
            event: unknown;
            event_id: string;
            id: string;
            problem: components["schemas"]["Failure"];
            reason: string | null;
            repairable: boolean;
            source: string;
            /** @enum {unknown} */
            status: "dismissed" | "folded" | "open";
            subject: string;
            time: string;
            title: string;
            tries: number;
            type: string;
        };
        /**
         * InviteShown
         * @description A family that would have the member.
         */
        InviteShown: {
            family: string;
            head: string;
            name: string | null;
            title: string;
            until: string;
        };
        /**
         * IssuedToAll
         * @description So many coupons of a template for each of them.
         */
        IssuedToAll: {
            /** @default 1 */
            count?: number;
            /** @default null */
            filter?: components["schemas"]["MemberQuery"] | null;
            /** @default null */
            members?: string[] | null;
            /** @default null */
            most?: number | null;
            reason: string;
        };
        /**
         * Issuing
         * @description Coupons to give by hand, and why.
         */
        Issuing: {
            /** @default 1 */
            count?: number;
            coupon: string;
            reason: string;
        };
        /**
         * IssuingPack
         * @description A pack to give by hand, and why.
         */
        IssuingPack: {
            pack: string;
            reason: string;
        };
        /**
         * JobProblem
         * @description Why a job failed.
         */
        JobProblem: {
            code: string;
            detail: string;
            status: number;
            title: string;
        };
        /**
         * JobResult
         * @description What a job left: how many rows, where the file is while it is kept, and whom it could not
         *         serve; or how many members it looked at, whose history it brought in, whom it moved to another
         *         tier, for whom it mended the lists, and who could not be folded again.
         */
        JobResult: {
            /** @default null */
            failed?: number | null;
            /** @default null */
            file?: string | null;
            /** @default null */
            members?: number | null;
            /** @default null */
            moved?: number | null;
            /** @default {} */
            reasons?: {
                [key: string]: number;
            };
            /** @default null */
            refreshed?: number | null;
            /** @default [] */
            refused?: components["schemas"]["Refused"][];
            /** @default null */
            rejected?: number | null;
            /** @default null */
            replayed?: number | null;
            /** @default null */
            rows?: number | null;
        };
        /**
         * JobShown
         * @description A job: what it is, how far, and what came of it.
         */
        JobShown: {
            cancelling: boolean;
            created_at: string;
            done: number;
            finished_at: string | null;
            id: string;
            kind: string;
            left_seconds: number | null;
            problem: components["schemas"]["JobProblem"] | null;
            rate: number | null;
            result: components["schemas"]["JobResult"] | null;
            status: string;
            title: string;
            total: number | null;
        };
        /**
         * JointShown
         * @description A joint coupon and what the partner bears of it, of 10,000.
         */
        JointShown: {
            coupon: string;
            share_bp: number;
            title: string;
        };
        /**
         * Kept
         * @description Something that is kept of the member, masked.
         */
        Kept: {
            title: string;
            value: string;
        };
        /**
         * KeyShown
         * @description A key. `prefix` is its beginning; `secret` is there only in the answer that made it.
         */
        KeyShown: {
            created_at: string;
            created_by: string;
            /** @default null */
            expires_at?: string | null;
            id: string;
            /** @default null */
            last_used_at?: string | null;
            name: string;
            prefix: string;
            /** @default null */
            revoked_at?: string | null;
            scopes: string[];
            /** @default null */
            secret?: string | null;
        };
        /**
         * LiabilityMonth
         * @description A month of the contract liability, in cents. The estimate is of all brands together.
         */
        LiabilityMonth: {
            brands: components["schemas"]["BrandLiability"][];
            estimate: components["schemas"]["Estimate"];
            month: string;
            movement: components["schemas"]["Movement"];
            /** @enum {unknown} */
            status: "closed" | "open" | "running";
        };
        /**
         * LiabilityShown
         * @description The contract liability of a currency month by month. Empty: it has no valuation.
         */
        LiabilityShown: {
            behind: number;
            currency: string;
            items: components["schemas"]["LiabilityMonth"][];
            minor_digits: number;
            money: string;
            title: string;
        };
        /**
         * LimitsShown
         * @description What one top-up, a day and a balance may be; None: no limit. `left_cents` may be paid in
         *         today.
         */
        LimitsShown: {
            balance_cents: number | null;
            day_cents: number | null;
            least_cents: number;
            left_cents: number;
            most_cents: number;
        };
        /**
         * LineQuoted
         * @description A line before and after discounts; of `payable_cents` points pay `points_cents`, so that the
         *         order's line is paid the rest. `floor_cents` is to be said by the order as well.
         */
        LineQuoted: {
            discounts: components["schemas"]["Taken"][];
            floor_cents: number;
            list_cents: number;
            payable_cents: number;
            points_cents: number;
            sku: string;
        };
        /**
         * Linking
         * @description How long the link may be opened.
         */
        Linking: {
            /** @default 300 */
            lasts_seconds?: number;
        };
        /**
         * LinkMade
         * @description A link that lets this member in once. `path` belongs behind the address of this server.
         */
        LinkMade: {
            ends_at: string;
            path: string;
            token: string;
        };
        /**
         * ListFlaw
         * @description A name that means nobody: `place` counts from 0.
         */
        ListFlaw: {
            code: string;
            message: string;
            place: number;
        };
        /**
         * Live
         * @description The version in the newest release.
         */
        Live: {
            document: Record<string, unknown>;
            release: number;
            version: number;
        };
        /**
         * LookedOver
         * @description What all drafts as one release are warned of, and the lowest price of each product.
         */
        LookedOver: {
            lowest: components["schemas"]["LowestPrice"][];
            warnings: components["schemas"]["ReleaseWarning"][];
        };
        /**
         * LookingOver
         * @description Products with their prices and costs, as they are sold.
         */
        LookingOver: {
            /** @default [] */
            products?: components["schemas"]["Product"][];
        };
        /**
         * LotItem
         * @description A lot of a currency.
         */
        LotItem: {
            amount: number;
            /** @default null */
            brand?: string | null;
            currency: string;
            /** @default null */
            earned_month?: number | null;
            /** @default null */
            expires_on?: string | null;
            /** @default null */
            funder?: string | null;
            /** @enum {unknown} */
            state: "debt" | "pending" | "usable";
            /** @default null */
            usable_on?: string | null;
        };
        /**
         * LotTold
         * @description Where a credit of this event came to lie.
         */
        LotTold: {
            amount: number;
            currency: string;
            earned_month: number | null;
            expires_on: string | null;
            /** @enum {unknown} */
            state: "pending" | "usable";
            usable_on: string | null;
        };
        /**
         * LowestPrice
         * @description The lowest price of a product that was found: so many of it, alone in a cart, every condition
         *         met, one coupon of each template in hand. `by` are the keys of what is taken off.
         */
        LowestPrice: {
            by: string[];
            cost_cents: number | null;
            list_cents: number;
            optimal: boolean;
            payable_cents: number;
            percent_off: number;
            quantity: number;
            sku: string;
        };
        /**
         * Making
         * @description How many codes to make, and what the batch is called.
         */
        Making: {
            batch: string;
            count: number;
        };
        /**
         * ManyAdjusted
         * @description The same points for each of several members.
         */
        ManyAdjusted: {
            amount: number;
            /** @default null */
            brand?: string | null;
            currency: string;
            members: string[];
            reason: string;
        };
        /**
         * ManyIssued
         * @description The same coupons for each of several members.
         */
        ManyIssued: {
            /** @default 1 */
            count?: number;
            coupon: string;
            members: string[];
            reason: string;
        };
        /**
         * Me
         * @description What the page opens with.
         */
        Me: {
            balances: components["schemas"]["BalanceShown"][];
            brand: string;
            csrf: string;
            currency: string | null;
            features: ("coupons" | "family" | "gifts" | "plans" | "stored_values" | "transfers")[];
            money: string;
            money_digits: number;
            name: string | null;
            now: string;
            tiers: components["schemas"]["MyTier"][];
            /** Format: date */
            today: string;
            zone: string;
        };
        /**
         * MemberDetail
         * @description Everything about one member, as far as the caller may see it.
         */
        MemberDetail: {
            balances: components["schemas"]["BalanceShown"][];
            channel: string | null;
            id: string;
            identities: components["schemas"]["IdentityShown"][];
            last_order_at: string | null;
            name: string | null;
            orders: number;
            pending: number;
            points: number;
            profile: components["schemas"]["ProfileShown"][];
            provisional: boolean;
            registered_at: string | null;
            seq: number;
            stage: string | null;
            stats: components["schemas"]["Stats"];
            tier: string | null;
            tier_name: string | null;
            tiers: components["schemas"]["TierShown"][];
        };
        /**
         * MemberItem
         * @description A member in a list. `points` is the main currency's usable balance.
         */
        MemberItem: {
            channel: string | null;
            id: string;
            identities: components["schemas"]["IdentityShown"][];
            last_order_at: string | null;
            name: string | null;
            orders: number;
            pending: number;
            points: number;
            provisional: boolean;
            registered_at: string | null;
            stage: string | null;
            tier: string | null;
            tier_name: string | null;
        };
        /**
         * MemberList
         * @description Members, named by ids or identities (`card:…`, `phone:…`, `email:…`).
         */
        MemberList: {
            members: string[];
        };
        /**
         * MemberQuery
         * @description Which members. Every given part must hold; ranges are inclusive.
         */
        MemberQuery: {
            /** @default null */
            balance_max?: number | null;
            /** @default null */
            balance_min?: number | null;
            /** @default null */
            channel?: string | null;
            /** @default null */
            cursor?: string | null;
            /** @default null */
            last_order_from?: string | null;
            /** @default null */
            last_order_to?: string | null;
            /**
             * @description How many items a page holds.
             * @default 50
             */
            limit?: number;
            /** @default null */
            orders_max?: number | null;
            /** @default null */
            orders_min?: number | null;
            /** @default null */
            provisional?: boolean | null;
            /** @default null */
            q?: string | null;
            /** @default null */
            registered_from?: string | null;
            /** @default null */
            registered_to?: string | null;
            /**
             * @default -last_order_at
             * @enum {unknown}
             */
            sort?: "-balance" | "-last_order_at" | "-orders" | "-registered_at" | "balance" | "last_order_at" | "orders" | "registered_at";
            /** @default null */
            stage?: string | null;
            /** @default null */
            tier?: string | null;
        };
        /**
         * MonthOfUse
         * @description A month: uses and uses taken back, of how many members, and what both come to.
         */
        MonthOfUse: {
            cost_cents: number;
            members: number;
            /** Format: date */
            month: string;
            returned: number;
            used: number;
            worth_cents: number;
        };
        /**
         * Movement
         * @description How a liability went from opening to closing, in cents:
         *         opening + allocated + provided − reversed − redeemed − breakage − catch_up = closing.
         */
        Movement: {
            /** @default 0 */
            allocated?: number;
            /** @default 0 */
            breakage?: number;
            /** @default 0 */
            catch_up?: number;
            /** @default 0 */
            closing?: number;
            /** @default 0 */
            opening?: number;
            /** @default 0 */
            provided?: number;
            /** @default 0 */
            redeemed?: number;
            /** @default 0 */
            reversed?: number;
        };
        /**
         * MyBenefit
         * @description A benefit as the member reads it. `left`, of `uses` in a period, and `renews_on` are null
         *         without a quota. `gone`: nothing is left of it for anybody.
         */
        MyBenefit: {
            about: string;
            entitled: boolean;
            every: string | null;
            gone: boolean;
            key: string;
            left: number | null;
            renews_on: string | null;
            title: string;
            uses: number | null;
        };
        /**
         * MyCopy
         * @description A copy of everything that is kept, on its way or ready.
         */
        MyCopy: {
            /** @default null */
            asked_at?: string | null;
            /** @enum {unknown} */
            status: "failed" | "none" | "ready" | "waiting";
            /** @default null */
            until?: string | null;
        };
        /**
         * MyCoupon
         * @description A live coupon; both days are days of use. `later` begins after today.
         */
        MyCoupon: {
            coupon: string;
            says: string;
            /** @enum {unknown} */
            state: "later" | "locked" | "usable";
            title: string;
            /** Format: date */
            valid_from: string;
            /** Format: date */
            valid_to: string;
        };
        /**
         * MyCoupons
         * @description The wallet: live coupons, the soonest to end first; what ended; what may be taken.
         */
        MyCoupons: {
            claimable: components["schemas"]["Claimable"][];
            coupons: components["schemas"]["MyCoupon"][];
            past: components["schemas"]["PastCoupon"][];
        };
        /**
         * MyDraw
         * @description A draw whose list has the member as `pid`; each winner gets `amount` where it gives points;
         *         `shelf` is where the member finds the prize; `place` is 1 for the first winner, null for
         *         whoever did not win or while nothing was drawn. With `seed` and the list of entrants anybody
         *         can do the draw again: docs/algorithms/draw.md.
         */
        MyDraw: {
            amount: number | null;
            announced_at: string;
            drawn_at: string | null;
            entrants: number;
            entrants_hash: string;
            gives: string;
            id: string;
            pid: string;
            place: number | null;
            seed: string | null;
            seed_hash: string;
            /** @enum {unknown} */
            shelf: "coupons" | "mall" | "points";
            title: string;
            winners: number;
        };
        /**
         * MyDraws
         * @description The latest 20 of them, the latest first.
         */
        MyDraws: {
            draws: components["schemas"]["MyDraw"][];
        };
        /**
         * MyFamily
         * @description The member's family, the invitations they have, and what they could found.
         */
        MyFamily: {
            family: components["schemas"]["FamilyShown"] | null;
            free_on: string | null;
            invites: components["schemas"]["InviteShown"][];
            offered: components["schemas"]["FamilyOffered"][];
        };
        /**
         * MyGift
         * @description A gift: what it costs, how many are left (null: always one more), and what is in the way.
         *
         *         Money is paid at the brand's till, so such gifts cannot be redeemed here. `surprise` is true for
         *         a hidden gift that the member has opened.
         */
        MyGift: {
            closes_at: string | null;
            currency: string | null;
            gift: string;
            left: number | null;
            money_cents: number;
            opens_at: string | null;
            points: number;
            project: components["schemas"]["MyProject"] | null;
            /** @enum {unknown} */
            state: "at_the_till" | "had" | "not_for_me" | "not_yet" | "open" | "sold_out" | "too_few_points";
            surprise: boolean;
            title: string;
        };
        /**
         * MyGifts
         * @description What can be redeemed, and what was, the latest first; results of the member's donations.
         */
        MyGifts: {
            gifts: components["schemas"]["MyGift"][];
            redemptions: components["schemas"]["MyRedemption"][];
            results: components["schemas"]["MyResult"][];
        };
        /**
         * MyLine
         * @description A line of the statement; `title` is the rule that gave, or the partner of an exchange. What
         *         operators write down for one another is not in it.
         */
        MyLine: {
            amount: number;
            balance_after: number;
            currency: string;
            entry: string;
            expires_on: string | null;
            key: string | null;
            kind: string;
            time: string;
            title: string | null;
        };
        /**
         * MyLot
         * @description Points with the same first and last day of use; without a last day they stay.
         */
        MyLot: {
            amount: number;
            expires_on: string | null;
            /** @enum {unknown} */
            state: "debt" | "pending" | "usable";
            usable_on: string | null;
        };
        /**
         * MyPlan
         * @description A paid plan as the member reads it, had or on offer. `trial`: the present period is free.
         */
        MyPlan: {
            active: boolean;
            auto_renew: boolean;
            days_left: number;
            ending: boolean;
            key: string;
            may_try: boolean;
            months: number;
            price_cents: number;
            refund: string;
            title: string;
            trial: boolean;
            trial_days: number;
            until: string | null;
        };
        /**
         * MyPrivacy
         * @description What is kept of the member; values that name a person are masked here too.
         */
        MyPrivacy: {
            entries: number;
            events: number;
            identities: components["schemas"]["Kept"][];
            profile: components["schemas"]["Kept"][];
            since: string | null;
        };
        /**
         * MyProject
         * @description A project that takes donations. `goal` and what all members `given` so far, in pieces.
         */
        MyProject: {
            given: number;
            goal: number | null;
            mine: number;
            piece: string;
            receiver: string | null;
            story: string | null;
        };
        /**
         * MyRedemption
         * @description A gift that was redeemed; the number is what the desk reads. `code` says whether a code waits
         *         to be looked at, or was.
         */
        MyRedemption: {
            at: string;
            code: ("hidden" | "seen") | null;
            pieces: number | null;
            redemption_id: string;
            step: string;
            title: string;
        };
        /**
         * MyResult
         * @description A result of a project to which the member had given by then: `pieces`, for `points`.
         */
        MyResult: {
            at: string;
            currency: string;
            done: number | null;
            link: string | null;
            piece: string;
            pieces: number;
            points: number;
            report_id: string;
            says: string;
            title: string;
        };
        /**
         * MyTier
         * @description Where the member stands, and the whole ladder.
         */
        MyTier: {
            announcement: string | null;
            drops_on: string | null;
            ends_on: string | null;
            keep: components["schemas"]["TierKeep"] | null;
            ladder: components["schemas"]["Rung"][];
            progress: components["schemas"]["TierProgress"] | null;
            rank: number;
            set: string;
            /** Format: date */
            since: string;
            tier: string;
            tier_title: string;
            title: string;
        };
        /**
         * Names
         * @description A name in both languages.
         */
        Names: {
            en: string;
            zh: string;
        };
        /**
         * Naming
         * @description The member who is meant: an id, or a reference as `phone:+86138…`.
         */
        Naming: {
            member: string;
        };
        /**
         * NewKey
         * @description What a new key is to be.
         */
        NewKey: {
            /** @default null */
            expires_at?: string | null;
            name: string;
            /** @description Some of: admin, audit:read, benefits:use, codes:read, coupons:issue, definitions:read, definitions:write, events:import, events:read, events:write, exports:write, figures:read, finance:close, gifts:fulfil, inbox:write, jobs:read, keys:manage, ledger:read, members:erase, members:link, members:read, members:reveal, members:write, people:manage, plans:write, points:adjust, quotes:read, releases:publish, transfers:write, value:write. */
            scopes: string[];
        };
        /**
         * NewMember
         * @description Somebody to register; the first identity says who it is.
         */
        NewMember: {
            /** @default null */
            channel?: string | null;
            /** @default null */
            code?: string | null;
            identities: components["schemas"]["Identity"][];
            /** @default null */
            profile?: Record<string, unknown> | null;
        };
        /**
         * NewPassword
         * @description The password in use, and the one to use from now on.
         */
        NewPassword: {
            current: string;
            password: string;
        };
        /**
         * NewUser
         * @description Somebody to let in.
         */
        NewUser: {
            email: string;
            /**
             * @default zh-CN
             * @enum {unknown}
             */
            language?: "en" | "zh-CN";
            name: string;
            password: string;
            /** @description One of: administrator, operator, analyst, finance, auditor, support, integrator. */
            role: string;
        };
        /**
         * Offered
         * @description What a member may send of a currency now; `left` is null without a limit.
         *
         *         `least` and `most` are of one transfer; the fee comes on top of the amount.
         */
        Offered: {
            cooling_hours: number;
            currency: string;
            fee_bp: number;
            fee_points: number;
            least: number;
            left: number | null;
            most: number | null;
            receive_left: number | null;
            title: string;
            usable: number;
        };
        /**
         * OfferFigure
         * @description An offer in 30 business days: how often it was used, what it gave, what came back with
         *         refunds; and the least that its own and its shared budget have left (null: no limit).
         */
        OfferFigure: {
            budget_left_cents: number | null;
            off_cents_30d: number;
            offer: string;
            returned_cents_30d: number;
            used_30d: number;
            uses_left: number | null;
        };
        /**
         * OffSums
         * @description All of them together, too little and too much apart: in one sum they would hide each
         *         other. `less_cents` is below zero; `stores` counts the stores.
         */
        OffSums: {
            less_cents: number;
            less_orders: number;
            more_cents: number;
            more_orders: number;
            stores: number;
        };
        /**
         * OrderItem
         * @description An order of a member.
         */
        OrderItem: {
            lines: number;
            order_id: string;
            points: number;
            refunded_cents: number;
            seq: number;
            store: string | null;
            time: string;
            total_cents: number;
        };
        /**
         * OrderOff
         * @description A paid order that the till charged otherwise than the engine reckons: `difference_cents` is
         *         what was paid above it (below zero: more was taken off), on `lines_off` lines; `seq` is the
         *         event to explain.
         */
        OrderOff: {
            at: string;
            channel: string | null;
            difference_cents: number;
            expected_cents: number;
            hold_id: string | null;
            lines_off: number;
            list_cents: number;
            member: string;
            order_id: string;
            paid_cents: number;
            seq: number;
            store: string | null;
        };
        /**
         * OrdersOff
         * @description The latest of them, how many there are, and what they sum up to.
         */
        OrdersOff: {
            items: components["schemas"]["OrderOff"][];
            sums: components["schemas"]["OffSums"];
            total: number;
        };
        /**
         * PackFigure
         * @description A pack: how often it was given in 30 business days, its coupons, and how many are left (null:
         *         always one more).
         */
        PackFigure: {
            coupons_30d: number;
            issued_30d: number;
            left: number | null;
            pack: string;
        };
        /**
         * Page[BenefitFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_BenefitFigure_: {
            items: components["schemas"]["BenefitFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[BenefitShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_BenefitShown_: {
            items: components["schemas"]["BenefitShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[BudgetFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_BudgetFigure_: {
            items: components["schemas"]["BudgetFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[CouponChange]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_CouponChange_: {
            items: components["schemas"]["CouponChange"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[CouponFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_CouponFigure_: {
            items: components["schemas"]["CouponFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[CurrencyFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_CurrencyFigure_: {
            items: components["schemas"]["CurrencyFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[DefinitionItem]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_DefinitionItem_: {
            items: components["schemas"]["DefinitionItem"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[DrawShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_DrawShown_: {
            items: components["schemas"]["DrawShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[Entry]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_Entry_: {
            items: components["schemas"]["Entry"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[EntryOfPartner]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_EntryOfPartner_: {
            items: components["schemas"]["EntryOfPartner"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[EntryShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_EntryShown_: {
            items: components["schemas"]["EntryShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[ExchangeShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_ExchangeShown_: {
            items: components["schemas"]["ExchangeShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[ExpiryItem]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_ExpiryItem_: {
            items: components["schemas"]["ExpiryItem"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[IdentityShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_IdentityShown_: {
            items: components["schemas"]["IdentityShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[InboxItem]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_InboxItem_: {
            items: components["schemas"]["InboxItem"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[JobShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_JobShown_: {
            items: components["schemas"]["JobShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[KeyShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_KeyShown_: {
            items: components["schemas"]["KeyShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[LotItem]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_LotItem_: {
            items: components["schemas"]["LotItem"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[MemberItem]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_MemberItem_: {
            items: components["schemas"]["MemberItem"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[MyBenefit]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_MyBenefit_: {
            items: components["schemas"]["MyBenefit"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[MyLine]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_MyLine_: {
            items: components["schemas"]["MyLine"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[MyLot]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_MyLot_: {
            items: components["schemas"]["MyLot"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[MyPlan]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_MyPlan_: {
            items: components["schemas"]["MyPlan"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[OfferFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_OfferFigure_: {
            items: components["schemas"]["OfferFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[OrderItem]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_OrderItem_: {
            items: components["schemas"]["OrderItem"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[PackFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_PackFigure_: {
            items: components["schemas"]["PackFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[PartnerShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_PartnerShown_: {
            items: components["schemas"]["PartnerShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[PeriodShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_PeriodShown_: {
            items: components["schemas"]["PeriodShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[Person]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_Person_: {
            items: components["schemas"]["Person"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[PlanChange]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_PlanChange_: {
            items: components["schemas"]["PlanChange"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[PlanFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_PlanFigure_: {
            items: components["schemas"]["PlanFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[PlanShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_PlanShown_: {
            items: components["schemas"]["PlanShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[RedemptionWaiting]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_RedemptionWaiting_: {
            items: components["schemas"]["RedemptionWaiting"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[ReleaseItem]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_ReleaseItem_: {
            items: components["schemas"]["ReleaseItem"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[RenewalsShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_RenewalsShown_: {
            items: components["schemas"]["RenewalsShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[RoleView]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_RoleView_: {
            items: components["schemas"]["RoleView"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[RuleFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_RuleFigure_: {
            items: components["schemas"]["RuleFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[StatementShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_StatementShown_: {
            items: components["schemas"]["StatementShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[StoredValueFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_StoredValueFigure_: {
            items: components["schemas"]["StoredValueFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[StoredValueShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_StoredValueShown_: {
            items: components["schemas"]["StoredValueShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[TierFigure]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_TierFigure_: {
            items: components["schemas"]["TierFigure"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[TierShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_TierShown_: {
            items: components["schemas"]["TierShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[TimelineItem]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_TimelineItem_: {
            items: components["schemas"]["TimelineItem"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[TopUpShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_TopUpShown_: {
            items: components["schemas"]["TopUpShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[UseShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_UseShown_: {
            items: components["schemas"]["UseShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Page[ValueLineShown]
         * @description Part of a list. `next` and `prev` are cursors, null at the ends.
         */
        Page_ValueLineShown_: {
            items: components["schemas"]["ValueLineShown"][];
            /** @default null */
            next?: string | null;
            /** @default null */
            prev?: string | null;
            /** @default null */
            total?: number | null;
        };
        /**
         * Part
         * @description A stretch of a sentence, and the place of the document (JSON pointer) that it tells.
         */
        Part: {
            place: string | null;
            text: string;
        };
        /**
         * PartnerShown
         * @description A partner in force, with the running month.
         */
        PartnerShown: {
            benefits: components["schemas"]["SharedShown"][];
            coupons: components["schemas"]["JointShown"][];
            month: string;
            month_cents: number;
            open_months: number;
            partner: string;
            title: string;
            ways: components["schemas"]["WayShown"][];
        };
        /**
         * Parts
         * @description A sentence in both languages, part by part: joined, they are the whole sentence.
         */
        Parts: {
            en: components["schemas"]["Part"][];
            zh: components["schemas"]["Part"][];
        };
        /**
         * PasscodeFor
         * @description Whom the code is for: `phone:…`, `card:…`.
         */
        PasscodeFor: {
            identity: string;
        };
        /**
         * PasscodeSent
         * @description The same for everybody: whether somebody has the identity is not told.
         */
        PasscodeSent: {
            lasts_seconds: number;
        };
        /**
         * PastCoupon
         * @description A coupon that has ended, and when.
         */
        PastCoupon: {
            at: string;
            change: string;
            coupon: string;
            title: string;
        };
        /**
         * Pasted
         * @description An event that nobody sent.
         */
        Pasted: {
            data: Record<string, unknown>;
            /** @default null */
            time?: string | null;
            type: string;
        };
        /**
         * PayingOut
         * @description Principal to pay out: of a top-up or of the balance; without an amount all that can be.
         */
        PayingOut: {
            /** @default null */
            amount_cents?: number | null;
            reason: string;
            /** @default null */
            refund_id?: string | null;
            /** @default null */
            top_up_id?: string | null;
        };
        /**
         * PayingPlan
         * @description What was paid for a period, under which order, and whether the plan renews by itself.
         */
        PayingPlan: {
            /** @default false */
            auto_renew?: boolean;
            order_id: string;
            paid_cents: number;
            /** @default null */
            reason?: string | null;
        };
        /**
         * PeriodShown
         * @description A month of the books. A closed one has its hash and never changes.
         */
        PeriodShown: {
            closed_at: string | null;
            closed_by: string | null;
            currencies: components["schemas"]["CurrencyPeriod"][];
            hash: string | null;
            may_close: boolean;
            month: string;
            reason: string | null;
            /** @enum {unknown} */
            status: "closed" | "open" | "running";
        };
        /**
         * Person
         * @description Somebody who may sign in.
         */
        Person: {
            active: boolean;
            created_at: string;
            email: string;
            id: string;
            language: string;
            name: string;
            role: string;
            signed_in_at: string | null;
        };
        /**
         * PlanChange
         * @description What happened to a plan: trial, converted (paid after the trial), paid, renewed, renewal_on,
         *         renewal_off, notice, ended or cancelled. `cents` was paid, is asked next (notice), or is due
         *         back (cancelled).
         */
        PlanChange: {
            at: string;
            cents: number;
            change: string;
            /** Format: date */
            first: string;
            /** Format: date */
            last: string;
            order_id: string | null;
            plan: string;
            seq: number;
            title: string;
        };
        /**
         * PlanFigure
         * @description A paid plan: who has it today, paid or on trial; and what came in within 30 business days,
         *         and was due back.
         */
        PlanFigure: {
            cancelled_30d: number;
            paid_30d: number;
            paid_cents_30d: number;
            paying: number;
            plan: string;
            refund_cents_30d: number;
            renewed_30d: number;
            trying: number;
        };
        /**
         * PlanPeriod
         * @description A period that is paid for, or a trial (0 cents); both days included.
         */
        PlanPeriod: {
            cents: number;
            /** Format: date */
            first: string;
            /** Format: date */
            last: string;
        };
        /**
         * PlanShown
         * @description A member's paid plan: the present period and those ahead.
         */
        PlanShown: {
            active: boolean;
            auto_renew: boolean;
            days_left: number;
            ending: boolean;
            key: string;
            periods: components["schemas"]["PlanPeriod"][];
            price_cents: number;
            refund_cents: number;
            title: string;
            trial: boolean;
            until: string | null;
        };
        /**
         * PointFlows
         * @description What happened to points; every figure is zero or above but `adjusted` and `net`.
         */
        PointFlows: {
            adjusted?: components["schemas"]["shuke.backtest.figure.Figure"];
            expired?: components["schemas"]["shuke.backtest.figure.Figure"];
            issued?: components["schemas"]["shuke.backtest.figure.Figure"];
            net?: components["schemas"]["shuke.backtest.figure.Figure"];
            opened?: components["schemas"]["shuke.backtest.figure.Figure"];
            returned?: components["schemas"]["shuke.backtest.figure.Figure"];
            reversed?: components["schemas"]["shuke.backtest.figure.Figure"];
            spent?: components["schemas"]["shuke.backtest.figure.Figure"];
        };
        /**
         * PointsQuoted
         * @description Points of a currency: how many may pay at most, and how many do. `cut`: fewer than wanted.
         */
        PointsQuoted: {
            balance: number;
            cents: number;
            currency: string;
            cut: boolean;
            most_cents: number;
            most_points: number;
            points: number;
            shipping_cents: number;
        };
        /**
         * Pool
         * @description The points of one month of earning, brand and funder: points, and the money that stands for
         *         them.
         */
        Pool: {
            /** @default main */
            brand?: string;
            /** @default 0 */
            deferred_cents?: number;
            /** @default 0 */
            expected?: number;
            /** @default 0 */
            expired?: number;
            funder: string;
            month: number;
            /** @default 0 */
            points?: number;
            /** @default 0 */
            recognised_cents?: number;
            /** @default 0 */
            used?: number;
        };
        /**
         * PoolReturning
         * @description What of a spend comes back; without an amount, all that is left of it.
         */
        PoolReturning: {
            /** @default null */
            amount?: number | null;
            /** @default null */
            reason?: string | null;
            spend_id: string;
        };
        /**
         * PoolSpending
         * @description What the member spends of the pool.
         */
        PoolSpending: {
            amount: number;
            /** @default null */
            reason?: string | null;
            /** @default null */
            spend_id?: string | null;
        };
        /**
         * PoolSpent
         * @description Points of the pool were spent, under this number.
         */
        PoolSpent: {
            effects: unknown;
            id: string;
            member: string | null;
            seq: number;
            source: string;
            spend_id: string;
            status: string;
        };
        /**
         * Preview
         * @description How many members would be in the list now.
         */
        Preview: {
            entrants: number;
        };
        /**
         * PriceShown
         * @description So many points of a currency.
         */
        PriceShown: {
            amount: number;
            currency: string;
        };
        /**
         * Problem
         * @description RFC 9457: what went wrong, where, and what to do next; `trace` finds it in the log.
         */
        Problem: {
            code: string;
            detail: string;
            /** @default [] */
            errors?: components["schemas"]["Flawed"][];
            /** @default null */
            hint?: string | null;
            /** @default null */
            instance?: string | null;
            /** @default null */
            place?: string | null;
            status: number;
            title: string;
            /** @default null */
            trace?: string | null;
            type: string;
        };
        /**
         * Product
         * @description A product as it is sold: what one costs the buyer, and what it costs the shop.
         */
        Product: {
            /** @default null */
            brand?: string | null;
            /** @default null */
            category?: string | null;
            /** @default null */
            cost_cents?: number | null;
            /** @default null */
            department?: string | null;
            /** @default null */
            name?: string | null;
            sku: string;
            unit_cents: number;
        };
        /**
         * ProfileChange
         * @description Profile fields to change; null empties one.
         */
        ProfileChange: {
            profile: Record<string, unknown>;
        };
        /**
         * ProfileShown
         * @description A profile field; `masked` while it names a person and is not revealed.
         */
        ProfileShown: {
            class: string;
            field: string;
            masked: boolean;
            title: string;
            value: unknown;
        };
        /**
         * Published
         * @description The new release.
         */
        Published: {
            effective_at: string;
            id: number;
            published_at: string;
        };
        /**
         * Publishing
         * @description How to publish. Without `effective_at` it takes effect at once.
         */
        Publishing: {
            /** @default null */
            effective_at?: string | null;
            /** @default  */
            note?: string;
        };
        /**
         * Putting
         * @description How many points go into the pool.
         */
        Putting: {
            amount: number;
        };
        /**
         * QuoteAsked
         * @description A cart, for whom, and what he wants to use.
         *
         *         Without `member` it is priced for somebody who never bought. Without `coupons` the best of those
         *         he holds are used; with it only those named, `[]` for none. `offers` prices with exactly those,
         *         as an order that names them is priced. `points` and `stored_value` are wanted as payment. `time`
         *         prices at another moment than now; `every` tells also of offers that neither a line nor the
         *         store could bring in. With `draft`, a coupon or offer, the cart is priced as if that were
         *         published (`definitions:read`).
         */
        QuoteAsked: {
            cart: components["schemas"]["Cart"];
            /** @default null */
            coupons?: string[] | null;
            /** @default null */
            draft?: Record<string, unknown> | null;
            /** @default false */
            every?: boolean;
            /** @default null */
            member?: string | null;
            /** @default null */
            offers?: string[] | null;
            /** @default null */
            points?: components["schemas"]["Wanted"] | null;
            /** @default null */
            stored_value?: components["schemas"]["ValueWanted"] | null;
            /** @default null */
            time?: string | null;
            /** @default [] */
            try_coupons?: components["schemas"]["CouponTried"][];
        };
        /**
         * Quoted
         * @description A priced cart: lines and delivery add up to `total_cents`, less what points pay to
         *         `to_pay_cents`, the order's total; less what stored value pays to `due_cents`. `optimal`: no
         *         other combination is cheaper.
         */
        Quoted: {
            considered: components["schemas"]["Considered"][];
            discount_cents: number;
            due_cents: number;
            earned: components["schemas"]["WouldEarn"][];
            lines: components["schemas"]["LineQuoted"][];
            list_cents: number;
            optimal: boolean;
            points: components["schemas"]["PointsQuoted"][];
            release: number;
            shipping_cents: number;
            shipping_discounts: components["schemas"]["Taken"][];
            stored_values: components["schemas"]["ValueQuoted"][];
            to_pay_cents: number;
            total_cents: number;
        };
        /**
         * Ready
         * @description Whether this process should get traffic.
         */
        Ready: {
            checks: components["schemas"]["shuke.api.health.Found"][];
            ready: boolean;
        };
        /**
         * Recognised
         * @description What a list comes to. Every name is counted once: for the first time that it means a member,
         *         as repeated, as `unknown` (well written, and nobody has it) or as `wrong` (cannot be read).
         */
        Recognised: {
            flaws: components["schemas"]["ListFlaw"][];
            members: number;
            repeated: number;
            unknown: number;
            wrong: number;
        };
        /**
         * Redeemed
         * @description The number of the redemption: shown at the desk that hands the gift over.
         */
        Redeemed: {
            balance_after: number | null;
            redemption_id: string;
        };
        /**
         * Redeeming
         * @description Which gift; `paid_cents` is what was paid besides points.
         */
        Redeeming: {
            /** @default 1 */
            count?: number;
            gift: string;
            /** @default null */
            paid_cents?: number | null;
            /** @default null */
            redemption_id?: string | null;
        };
        /**
         * RedemptionShown
         * @description A redemption and where it stands: claimed, fulfilled or reversed, since when. One that cost
         *         neither points nor money was given; `pieces` are a donation's; `seq` is the step's event.
         */
        RedemptionShown: {
            amount_cents: number;
            at: string;
            currency: string | null;
            gift: string;
            pieces: number | null;
            points: number;
            redemption_id: string;
            seq: number;
            step: string;
            title: string;
            what: string | null;
        };
        /**
         * RedemptionsShown
         * @description What a member has redeemed, latest first.
         */
        RedemptionsShown: {
            redemptions: components["schemas"]["RedemptionShown"][];
        };
        /**
         * RedemptionWaiting
         * @description A redemption, whose it is, and where it stands since when: claimed, fulfilled, reversed.
         */
        RedemptionWaiting: {
            amount_cents: number;
            at: string;
            currency: string | null;
            gift: string;
            member: string;
            points: number;
            redemption_id: string;
            step: string;
            title: string;
            what: string | null;
        };
        /**
         * Refolded
         * @description What became of a failed event.
         */
        Refolded: {
            effects: unknown;
            id: string;
            member: string | null;
            /** @default null */
            problem?: Record<string, unknown> | null;
            seq: number;
            status: string;
        };
        /**
         * RefoldedAll
         * @description What became of several, and how many were folded and refused.
         */
        RefoldedAll: {
            items: components["schemas"]["Refolded"][];
            refolded: number;
            refused: number;
        };
        /**
         * Refused
         * @description A member that a job could not serve, and why.
         */
        Refused: {
            code: string;
            member: string;
            why: string;
        };
        /**
         * ReleaseItem
         * @description A release. `current` is the one in force now; `scheduled` ones take effect later.
         */
        ReleaseItem: {
            by: string;
            changed: string[];
            changes: number;
            definitions: number;
            effective_at: string;
            id: number;
            note: string;
            published_at: string;
            /** @enum {unknown} */
            status: "former" | "live" | "scheduled";
        };
        /**
         * ReleaseWarning
         * @description Something that may not be meant: of a definition (`kind`, `key`) or of a product (`sku`).
         *
         *         Codes: `over`, `limit_missing`, `per_member_missing`, `impossible`, `shadowed`,
         *         `at_cost_or_below`, `deep_discount`.
         */
        ReleaseWarning: {
            code: string;
            /** @default null */
            key?: string | null;
            /** @default null */
            kind?: string | null;
            message: string;
            /** @default null */
            sku?: string | null;
        };
        /**
         * Releasing
         * @description Why, if anybody asks; `member` where two members have holds of one number.
         */
        Releasing: {
            /** @default null */
            member?: string | null;
            /** @default null */
            reason?: string | null;
        };
        /**
         * RenewalsShown
         * @description The periods of a plan that ended in a month. A share is null where nothing ended.
         */
        RenewalsShown: {
            conversion_rate: number | null;
            converted: number;
            ended: number;
            /** Format: date */
            month: string;
            plan: string;
            renewal_rate: number | null;
            renewed: number;
            renewed_cents: number;
            title: string;
            trials: number;
        };
        /**
         * Renewing
         * @description Whether it is to renew by itself.
         */
        Renewing: {
            auto_renew: boolean;
        };
        /**
         * Repair
         * @description The event's data, repaired; left out: as it came.
         */
        Repair: {
            /** @default null */
            event?: Record<string, unknown> | null;
        };
        /**
         * Replaying
         * @description What publishing has to replay: definitions that begin with history, how many members and
         *         events, and about how long that takes (the rate is measured on some members).
         */
        Replaying: {
            definitions: string[];
            events: number;
            members: number;
            seconds: number;
        };
        /**
         * ReportShown
         * @description A result that the donors were told; `done` pieces were done by then.
         */
        ReportShown: {
            at: string;
            done: number | null;
            en: string;
            link: string | null;
            report_id: string;
            zh: string;
        };
        /**
         * Result
         * @description What became of an event. `problem` is there when it was refused, or failed (inbox).
         */
        Result: {
            effects: unknown;
            id: string;
            member: string | null;
            problem?: unknown;
            seq: number;
            source: string;
            status: string;
        };
        /**
         * Results
         * @description What became of a batch, in the order it was sent.
         */
        Results: {
            accepted: number;
            duplicates: number;
            refused: number;
            results: components["schemas"]["Result"][];
        };
        /**
         * Revealed
         * @description The values in clear, and until when they stay so for this person.
         */
        Revealed: {
            identities: components["schemas"]["ClearIdentity"][];
            profile: Record<string, unknown>;
            until: string;
        };
        /**
         * Revealing
         * @description What to see in clear and why: profile fields, or `identity.phone`, `identity.card` …
         */
        Revealing: {
            fields: string[];
            reason: string;
        };
        /**
         * Reversing
         * @description Which exchange, and why.
         */
        Reversing: {
            partner: string;
            /** @default null */
            reason?: string | null;
            reference: string;
        };
        /**
         * RewardCompared
         * @description A coupon template, an offer, a gift or a benefit; `acts` in the order of their names.
         */
        RewardCompared: {
            acts: components["schemas"]["ActCompared"][];
            key: string;
            kind: string;
            name: components["schemas"]["Text"];
        };
        /**
         * RoleView
         * @description A role: what it may do, and how many points it may adjust at once.
         */
        RoleView: {
            adjust_limit: number | null;
            name: string;
            permissions: components["schemas"]["Titled"][];
            title: string;
        };
        /**
         * RolledForward
         * @description The roll-forward by day, and the whole range as one. `difference` is always 0.
         */
        RolledForward: {
            currency: string;
            difference: number;
            items: components["schemas"]["RollForward"][];
            total: components["schemas"]["RollForward"];
        };
        /**
         * RollForward
         * @description One day (or the whole range) of one currency, in points; every figure is zero or above but
         *         `adjusted`, `settled`, `transferred`, `opening` and `closing`.
         */
        RollForward: {
            /** @default 0 */
            adjusted?: number;
            /** @default 0 */
            closing?: number;
            day: string | null;
            /** @default 0 */
            expired?: number;
            /** @default 0 */
            issued?: number;
            /** @default 0 */
            opened?: number;
            opening: number;
            /** @default 0 */
            returned?: number;
            /** @default 0 */
            reversed?: number;
            /** @default 0 */
            settled?: number;
            /** @default 0 */
            spent?: number;
            /** @default 0 */
            transferred?: number;
        };
        /**
         * Row
         * @description A month of earning: issued (less reversed, adjusted), and what became of it, in points.
         */
        Row: {
            earn_month: number;
            /** @default null */
            expected?: number | null;
            expired: number;
            held: number;
            /** @default null */
            high?: number | null;
            issued: number;
            /** @default null */
            low?: number | null;
            running: boolean;
            used: number;
            used_by_age: number[];
        };
        /**
         * RuleFigure
         * @description What an earning rule gave in 30 days.
         */
        RuleFigure: {
            currency: string | null;
            fired_30d: number;
            last_fired_at: string | null;
            members_30d: number;
            points_30d: number;
            rule: string;
            title: string;
        };
        /**
         * Rung
         * @description A tier of a set: what reaches it, and whether the member has it.
         */
        Rung: {
            at: number;
            mine: boolean;
            tier: string;
            title: string;
        };
        /**
         * Sample
         * @description Events looked at (the latest, one a member), those met and those nearly met.
         */
        Sample: {
            currency: string;
            hits: components["schemas"]["Sampled"][];
            looked_at: number;
            near: components["schemas"]["Sampled"][];
        };
        /**
         * Sampled
         * @description One event: what the rule gives as it is live (null: not live) and as it is drafted.
         */
        Sampled: {
            draft: number;
            how_far: string | null;
            live: number | null;
            member: string;
            member_name: string | null;
            order: string | null;
            reason: string | null;
            seq: number;
            state: string;
            time: string;
            total_cents: number | null;
        };
        /**
         * Saving
         * @description A draft to save; `base_version` is that of the draft the editor began with (0: none).
         */
        Saving: {
            /** @default null */
            base_version?: number | null;
            /** @default null */
            document?: Record<string, unknown> | null;
            /** @default null */
            yaml?: string | null;
        };
        /**
         * Sending
         * @description Points for another member: an id, or a reference as `phone:+86138…`.
         */
        Sending: {
            amount: number;
            currency: string;
            to: string;
            /** @default null */
            transfer_id?: string | null;
        };
        /**
         * SentPoints
         * @description Points were sent, under this number.
         */
        SentPoints: {
            effects: unknown;
            id: string;
            member: string | null;
            seq: number;
            source: string;
            status: string;
            transfer_id: string;
        };
        /**
         * Session
         * @description A session: who, and the token to send back as `X-CSRF-Token` with every change.
         */
        Session: {
            csrf: string;
            user: components["schemas"]["User"];
        };
        /**
         * Settling
         * @description The release that is settled, and the job that does it.
         */
        Settling: {
            job: string;
            release: number;
        };
        /**
         * Setup
         * @description The first administrator; `token` is what the server printed.
         */
        Setup: {
            email: string;
            name: string;
            password: string;
            token: string;
        };
        /**
         * SetupState
         * @description Whether the first administrator is still to be made.
         */
        SetupState: {
            needed: boolean;
        };
        /**
         * SharedShown
         * @description A shared benefit: its price, who pays, and what is left of the pool (null: no stock).
         */
        SharedShown: {
            benefit: string;
            left: number | null;
            payer: string;
            price_cents: number;
            title: string;
        };
        /**
         * SharedWith
         * @description A partner of the pool: what a use costs, and who pays it (brand, partner).
         */
        SharedWith: {
            partner: string;
            payer: string;
            price_cents: number;
            title: string;
        };
        /**
         * Sharing
         * @description How much of what is earned goes into the pool by itself.
         */
        Sharing: {
            percent: number;
        };
        /**
         * TakingBack
         * @description Which use, and why it is taken back.
         */
        "shuke.api.benefiting.TakingBack": {
            reason: string;
            use_id: string;
        };
        /**
         * Closing
         * @description Why a period is closed now; `anyway` although something of it has not been counted.
         */
        "shuke.api.finance.Closing": {
            /** @default false */
            anyway?: boolean;
            reason: string;
        };
        /**
         * Found
         * @description What one check found.
         */
        "shuke.api.health.Found": {
            detail: string | null;
            name: string;
            ready: boolean;
            title: string;
        };
        /**
         * Found
         * @description The member behind a reference.
         */
        "shuke.api.members.Found": {
            member: components["schemas"]["MemberItem"];
        };
        /**
         * Closing
         * @description Why: it is written into the statement.
         */
        "shuke.api.partners.Closing": {
            reason: string;
        };
        /**
         * Trying
         * @description Whether it is to be paid for by itself after the trial.
         */
        "shuke.api.planning.Trying": {
            /** @default false */
            auto_renew?: boolean;
        };
        /**
         * Figure
         * @description A figure and what it was in the window before.
         */
        "shuke.api.today.Figure": {
            previous: number | null;
            value: number;
        };
        /**
         * TakingBack
         * @description Why, if anybody asks.
         */
        "shuke.api.transferring.TakingBack": {
            /** @default null */
            reason?: string | null;
        };
        /**
         * Trying
         * @description A document, and what to try it on: a member's last order, an order, or a pasted event.
         */
        "shuke.api.trying.Trying": {
            /** @default null */
            document?: Record<string, unknown> | null;
            /** @default null */
            event?: components["schemas"]["Pasted"] | null;
            /** @default null */
            member?: string | null;
            /** @default null */
            order?: string | null;
            /** @default null */
            yaml?: string | null;
        };
        /**
         * Figure
         * @description A figure as it was and by the draft.
         */
        "shuke.backtest.figure.Figure": {
            /** @default 0 */
            difference?: number;
            /** @default 0 */
            draft?: number;
            /** @default 0 */
            was?: number;
        };
        /**
         * StatementLine
         * @description A line: of exchanges `count` is our points and `amount` theirs; of coupons how many and what
         *         they took off in cents; of benefits uses. `cents` above zero the partner owes the brand.
         */
        StatementLine: {
            amount: number;
            cents: number;
            count: number;
            events: number;
            key: string;
            /** @enum {unknown} */
            kind: "benefit" | "coupon" | "in" | "out";
            kind_title: string;
            title: string;
            undone: number;
        };
        /**
         * StatementShown
         * @description A partner's month. A closed one has its hash and never changes.
         */
        StatementShown: {
            closed_at: string | null;
            closed_by: string | null;
            hash: string | null;
            lines: components["schemas"]["StatementLine"][];
            may_close: boolean;
            minor_digits: number;
            money: string;
            month: string;
            partner: string;
            reason: string | null;
            /** @enum {unknown} */
            status: "closed" | "open" | "running";
            title: string;
            total_cents: number;
        };
        /**
         * Stats
         * @description What a member has bought, less what was given back.
         */
        Stats: {
            avg_cents: number | null;
            first_order_at: string | null;
            last_order_at: string | null;
            orders: number;
            spent_cents: number;
        };
        /**
         * StepShown
         * @description Whoever pays in so much at once gets so much more.
         */
        StepShown: {
            bonus_cents: number;
            from_cents: number;
        };
        /**
         * StoredValueFigure
         * @description A stored value: what members have of it, and what moved in the last 30 business days.
         */
        StoredValueFigure: {
            bonus_cents: number;
            bonus_expired_30d_cents: number;
            bonus_given_30d_cents: number;
            members_30d: number;
            paid_out_30d_cents: number;
            principal_cents: number;
            spent_30d_cents: number;
            title: string;
            top_ups_30d: number;
            topped_up_30d_cents: number;
            value: string;
        };
        /**
         * StoredValueShown
         * @description What a member has of a stored value, in minor units. Without `limits` it is offered no more:
         *         what is left can be spent and paid out.
         */
        StoredValueShown: {
            bonus_cents: number;
            frozen: boolean;
            held_bonus_cents: number;
            held_principal_cents: number;
            limits: components["schemas"]["LimitsShown"] | null;
            next_expiry: components["schemas"]["Expiring"] | null;
            principal_cents: number;
            steps: components["schemas"]["StepShown"][];
            title: string;
            value: string;
        };
        /**
         * Taken
         * @description What one discount takes off a line or off delivery.
         */
        Taken: {
            cents: number;
            coupon: string | null;
            key: string;
            /** @enum {unknown} */
            source: "coupon" | "offer";
        };
        /**
         * TakingCoupon
         * @description Of which template; or which pack.
         */
        TakingCoupon: {
            /** @default null */
            pack?: string | null;
            /** @default null */
            template?: string | null;
        };
        /**
         * Telling
         * @description What the donors read, in both languages; pieces done so far, and where there is more.
         */
        Telling: {
            /** @default null */
            done?: number | null;
            en: string;
            /** @default null */
            link?: string | null;
            zh: string;
        };
        /**
         * Text
         * @description One sentence or name, written for each language apart, never translated word by word.
         */
        Text: {
            en: string;
            zh: string;
        };
        /**
         * TierFigure
         * @description A tier: its members, and how many of them lack at most a tenth of the next one's need.
         */
        TierFigure: {
            members: number;
            near_next: number | null;
            set: string;
            tier: string;
            title: string;
        };
        /**
         * TierKeep
         * @description What keeps the tier, and by which day (inclusive) it is judged.
         */
        TierKeep: {
            by: string | null;
            have: number;
            need: number;
        };
        /**
         * TierMove
         * @description Gainers who ended in one tier and would have ended in another (or the same).
         */
        TierMove: {
            draft: string | null;
            members: number;
            was: string | null;
        };
        /**
         * TierProgress
         * @description How far the next tier is.
         */
        TierProgress: {
            have: number;
            measure: string;
            need: number;
            next: string;
            next_title: string;
            unit: string;
        };
        /**
         * TiersCompared
         * @description A tier set: its tiers from the lowest, the whole matrix, and who stands higher or lower.
         */
        TiersCompared: {
            higher: number;
            lower: number;
            moves: components["schemas"]["TierMove"][];
            name: components["schemas"]["Text"];
            same: number;
            tier_set: string;
            tiers_draft: string[];
            tiers_was: string[];
        };
        /**
         * TierShown
         * @description Where a member stands in a tier set.
         */
        TierShown: {
            announcement: string | null;
            drops_on: string | null;
            ends_on: string | null;
            keep: components["schemas"]["TierKeep"] | null;
            progress: components["schemas"]["TierProgress"] | null;
            rank: number;
            set: string;
            /** Format: date */
            since: string;
            tier: string;
            tier_title: string;
            title: string;
        };
        /**
         * TierTold
         * @description The main tier before and after the event.
         */
        TierTold: {
            after: string | null;
            before: string | null;
        };
        /**
         * TimelineItem
         * @description One event of a member with what it moved and said.
         */
        TimelineItem: {
            at: string;
            effects: unknown;
            entries: components["schemas"]["EntrySum"][];
            event_id: string;
            release: number;
            seq: number;
            source: string;
            summary: Record<string, unknown>;
            time: string;
            title: string;
            type: string;
        };
        /**
         * Titled
         * @description A permission with its name for people.
         */
        Titled: {
            name: string;
            title: string;
        };
        /**
         * Today
         * @description The page of the day. `currency` is the one that points are counted in.
         */
        Today: {
            at: string;
            currency: string | null;
            drafts: number;
            failed_events: number;
            figures: components["schemas"]["Figures"];
            members: number;
            stream: components["schemas"]["Decision"][];
            tier_flow: components["schemas"]["Flow"][];
            window: components["schemas"]["Window"];
        };
        /**
         * ToMany
         * @description For everybody who matches `filter` when the job begins, or for `members`: ids or identities
         *         (`card:…`, `phone:…`), each of them once. Exactly one of the two.
         */
        ToMany: {
            /** @default null */
            filter?: components["schemas"]["MemberQuery"] | null;
            /** @default null */
            members?: string[] | null;
            /** @default null */
            most?: number | null;
            reason: string;
        };
        /**
         * ToppingUp
         * @description Money that was paid in; `payment` is its number where it was paid.
         */
        ToppingUp: {
            amount_cents: number;
            /** @default null */
            payment?: string | null;
            /** @default null */
            reason?: string | null;
            /** @default null */
            store?: string | null;
            /** @default null */
            tender?: string | null;
            /** @default null */
            top_up_id?: string | null;
        };
        /**
         * TopUpShown
         * @description A top-up, what was paid out of it so far, and what still can be.
         */
        TopUpShown: {
            at: string;
            bonus_cents: number;
            bonus_expires_on: string | null;
            payment: string | null;
            principal_cents: number;
            refundable_cents: number;
            refunded_cents: number;
            store: string | null;
            tender: string | null;
            top_up_id: string;
            withdrawn_cents: number;
        };
        /**
         * TransferShown
         * @description A transfer as one side sees it. `until` is when it becomes the other's, while that is open;
         *         `can_take_back` until then, on the sender's side.
         */
        TransferShown: {
            amount: number;
            at: string;
            begun: string;
            can_take_back: boolean;
            change: string;
            currency: string;
            fee: number;
            member: string;
            name: string | null;
            number: string;
            reason: string | null;
            /** @enum {unknown} */
            side: "in" | "out";
            transfer_id: string;
            until: string | null;
        };
        /**
         * TransfersShown
         * @description What may be sent, and what was sent and received, the latest first.
         */
        TransfersShown: {
            offered: components["schemas"]["Offered"][];
            transfers: components["schemas"]["TransferShown"][];
        };
        /**
         * Tried
         * @description The same event by the live release and by the release with the document in it.
         */
        Tried: {
            draft: components["schemas"]["Explained"];
            live: components["schemas"]["Explained"];
        };
        /**
         * User
         * @description The person who is signed in.
         */
        User: {
            adjust_limit: number | null;
            email: string | null;
            id: string;
            language: string | null;
            name: string;
            permissions: string[];
            role: string | null;
            role_title: string | null;
        };
        /**
         * UseShown
         * @description One use. `held`: it belongs to an open hold, which alone can take it back.
         */
        UseShown: {
            at: string;
            benefit: string;
            channel: string | null;
            count: number;
            held: boolean;
            order_id: string | null;
            returned_at: string | null;
            seq: number;
            store: string | null;
            title: string;
            use_id: string;
        };
        /**
         * Using
         * @description How many uses, where, and for what.
         */
        Using: {
            /** @default null */
            channel?: string | null;
            /** @default 1 */
            count?: number;
            /** @default null */
            order_id?: string | null;
            /** @default null */
            reason?: string | null;
            /** @default null */
            store?: string | null;
            /** @default null */
            use_id?: string | null;
        };
        /**
         * ValueLineShown
         * @description A line of the statement: what principal and bonus gained or lost, and what was left.
         */
        ValueLineShown: {
            at: string;
            bonus_after_cents: number;
            bonus_cents: number;
            bonus_expires_on: string | null;
            entry: string;
            key: string | null;
            kind: string;
            note: string | null;
            principal_after_cents: number;
            principal_cents: number;
            seq: number;
            time: string;
        };
        /**
         * ValueQuoted
         * @description A stored value: what the member has, what it may pay at most of `to_pay_cents`, and what it
         *         does pay, out of principal and bonus. `cut`: less than wanted.
         */
        ValueQuoted: {
            bonus_cents: number;
            cents: number;
            cut: boolean;
            from_bonus_cents: number;
            from_principal_cents: number;
            frozen: boolean;
            most_cents: number;
            principal_cents: number;
            title: string;
            value: string;
        };
        /**
         * ValueWanted
         * @description A stored value that somebody wants to pay with; without an amount as much as may be.
         */
        ValueWanted: {
            /** @default null */
            amount_cents?: number | null;
            value: string;
        };
        /**
         * Version
         * @description One published version, and the releases that hold it.
         */
        Version: {
            by: string;
            document: Record<string, unknown>;
            published_at: string;
            release: number | null;
            releases: number[];
            version: number;
        };
        /**
         * WalletShown
         * @description What a member can use now.
         */
        WalletShown: {
            coupons: components["schemas"]["CouponShown"][];
            holds: components["schemas"]["HoldShown"][];
        };
        /**
         * Wanted
         * @description Points that somebody wants to pay with; without `points` as many as may be.
         */
        Wanted: {
            currency: string;
            /** @default null */
            points?: number | null;
        };
        /**
         * WayShown
         * @description An exchange in one direction. `taken` of our points of this month; `month` null: no cap.
         */
        WayShown: {
            cents: number;
            currency: string;
            member_day: number | null;
            month: number | null;
            points: number;
            taken: number;
            theirs: number;
            /** @enum {unknown} */
            way: "in" | "out";
        };
        /**
         * WhyNot
         * @description Why an offer or coupon does not apply; the codes are in docs/algorithms/quote.md.
         *
         *         `failed` is the first part of its condition that failed, with what was required and seen.
         */
        WhyNot: {
            code: string;
            /** @default null */
            failed?: Record<string, unknown> | null;
            /** @default null */
            less_cents?: number | null;
            message: string;
            /** @default null */
            missing_cents?: number | null;
            /** @default null */
            other?: string | null;
        };
        /**
         * Window
         * @description The business day up to `to` (included), and the same stretch a week before.
         */
        Window: {
            /** Format: date */
            day: string;
            from: string;
            is_today: boolean;
            previous_from: string;
            previous_to: string;
            to: string;
        };
        /**
         * Withdrawing
         * @description Why a scheduled release is withdrawn.
         */
        Withdrawing: {
            /** @default  */
            note?: string;
        };
        /**
         * WouldEarn
         * @description What the order would earn, paid like this.
         */
        WouldEarn: {
            amount: number;
            currency: string;
        };
        /**
         * Written
         * @description A document as JSON or as YAML; exactly one of them.
         */
        Written: {
            /** @default null */
            document?: Record<string, unknown> | null;
            /** @default null */
            yaml?: string | null;
        };
    };
    responses: {
        /** @description A problem: what went wrong and what to do next. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    scrape: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; version=0.0.4; charset=utf-8": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                actor?: string;
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
                target?: string;
                target_kind?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Entry_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    auditState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditState"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    startBacktest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "release": "drafts",
                 *       "from": "2026-01-01",
                 *       "to": "2026-03-31"
                 *     }
                 */
                "application/json": components["schemas"]["Backtesting"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backtest"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getBacktest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backtest"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    benefitMonths: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                benefit: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BenefitUsed"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    benefitFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BenefitFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    budgetFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BudgetFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCatalogue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "batch": "autumn",
                 *       "count": 1000
                 *     }
                 */
                "application/json": components["schemas"]["Making"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesMade"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "batch": "printed",
                 *       "codes": [
                 *         "7Q8R5T2W4Y6A8C0E"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Importing"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesAdded"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    issueToAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                template: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filter": {
                 *         "tier": "gold"
                 *       },
                 *       "reason": "Anniversary",
                 *       "most": 20000
                 *     }
                 */
                "application/json": components["schemas"]["IssuedToAll"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    couponFigures: {
        parameters: {
            query?: {
                coupons?: string;
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CouponFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    currencyFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CurrencyFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDefinitions: {
        parameters: {
            query?: {
                archived?: boolean;
                cursor?: string;
                kind?: string;
                /** @description How many items a page holds. */
                limit?: number;
                q?: string;
                status?: "draft" | "live" | "over" | "scheduled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DefinitionItem_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Definition"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    archiveDefinition: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                key: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftNote"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                key: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "yaml": "kind: calendar\nkey: spring\nname: {zh: 春节, en: Spring Festival}\n"
                 *     }
                 */
                "application/json": components["schemas"]["Saving"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftNote"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                key: string;
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    checkDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "document": {
                 *         "kind": "calendar",
                 *         "key": "spring",
                 *         "name": {
                 *           "zh": "春节",
                 *           "en": "S"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Written"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checked"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    definitionNames: {
        parameters: {
            query?: {
                kind?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefinitionNames"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tryDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "yaml": "kind: earning_rule\n…",
                 *       "order": "88213"
                 *     }
                 */
                "application/json": components["schemas"]["shuke.api.trying.Trying"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tried"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sampleDefinition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "yaml": "kind: earning_rule\n…"
                 *     }
                 */
                "application/json": components["schemas"]["Written"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sample"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDraws: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DrawShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    announceDraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Autumn surprise",
                 *       "winners": 10,
                 *       "kind": "coupon",
                 *       "gives": "thanks"
                 *     }
                 */
                "application/json": components["schemas"]["Announcing"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    holdDraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draw: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    drawEntrants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draw: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewDraw: {
        parameters: {
            query?: {
                active_days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                cursor?: string;
                from?: string;
                /** @description How many items a page holds. */
                limit?: number;
                member?: string;
                q?: string;
                source?: string;
                to?: string;
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "source": "till-7",
                 *       "id": "88213",
                 *       "type": "order.paid",
                 *       "time": "2026-11-21T14:02:00+08:00",
                 *       "subject": "phone:+8613800000000",
                 *       "data": {
                 *         "order_id": "88213",
                 *         "store": "S1",
                 *         "total_cents": 12800,
                 *         "lines": [
                 *           {
                 *             "sku": "milk",
                 *             "category": "dairy",
                 *             "paid_cents": 12800
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/cloudevents-batch+json": components["schemas"]["EventSent"] | components["schemas"]["EventSent"][];
                /**
                 * @example {
                 *       "source": "till-7",
                 *       "id": "88213",
                 *       "type": "order.paid",
                 *       "time": "2026-11-21T14:02:00+08:00",
                 *       "subject": "phone:+8613800000000",
                 *       "data": {
                 *         "order_id": "88213",
                 *         "store": "S1",
                 *         "total_cents": 12800,
                 *         "lines": [
                 *           {
                 *             "sku": "milk",
                 *             "category": "dairy",
                 *             "paid_cents": 12800
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/cloudevents+json": components["schemas"]["EventSent"] | components["schemas"]["EventSent"][];
                /**
                 * @example {
                 *       "source": "till-7",
                 *       "id": "88213",
                 *       "type": "order.paid",
                 *       "time": "2026-11-21T14:02:00+08:00",
                 *       "subject": "phone:+8613800000000",
                 *       "data": {
                 *         "order_id": "88213",
                 *         "store": "S1",
                 *         "total_cents": 12800,
                 *         "lines": [
                 *           {
                 *             "sku": "milk",
                 *             "category": "dairy",
                 *             "paid_cents": 12800
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EventSent"] | components["schemas"]["EventSent"][];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Result"] | components["schemas"]["Results"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                source: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    startExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "what": "members",
                 *       "filter": {
                 *         "tier": "gold"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Exporting"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    renewals: {
        parameters: {
            query: {
                first: string;
                last: string;
                plan?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RenewalsShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    financeAgeing: {
        parameters: {
            query: {
                brand?: string;
                /** @description A currency; or a pot of a stored value, in minor units: `wallet:principal`. */
                currency: string;
                step?: "day" | "month";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgeingShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    financeCohorts: {
        parameters: {
            query: {
                /** @description A currency; or a pot of a stored value, in minor units: `wallet:principal`. */
                currency: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CohortsShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    financeLiability: {
        parameters: {
            query: {
                brand?: string;
                /** @description A currency; or a pot of a stored value, in minor units: `wallet:principal`. */
                currency: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiabilityShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    financePeriods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PeriodShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    financePeriod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    closePeriod: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Month end"
                 *     }
                 */
                "application/json": components["schemas"]["shuke.api.finance.Closing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeriodShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    periodJournal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                month: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    financeRoll: {
        parameters: {
            query: {
                brand?: string;
                /** @description A currency; or a pot of a stored value, in minor units: `wallet:principal`. */
                currency: string;
                /** @description First business day. */
                from: string;
                funder?: string;
                step?: "day" | "month";
                /** @description Last business day, included. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FinanceRoll"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rollFile: {
        parameters: {
            query: {
                /** @description A currency; or a pot of a stored value, in minor units: `wallet:principal`. */
                currency: string;
                /** @description First business day. */
                from: string;
                step?: "day" | "month";
                /** @description Last business day, included. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listGifts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftsShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    bringCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                gift: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "codes": [
                 *         "TV-2026-AAAA-0001",
                 *         "TV-2026-AAAA-0002"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BringingCodes"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesBrought"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    giftDonations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gift: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DonationsShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reportDonations: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                gift: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "en": "The first 3,200 lunches were served in two schools.",
                 *       "zh": "首批 3,200 份午餐已送达两所学校。",
                 *       "done": 3200
                 *     }
                 */
                "application/json": components["schemas"]["Telling"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeHold: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "member": "card:10086",
                 *       "points": [
                 *         {
                 *           "currency": "points",
                 *           "amount": 150
                 *         }
                 *       ],
                 *       "coupons": [
                 *         {
                 *           "coupon": "SC-01JD8Z0000000000000A",
                 *           "discount_cents": 500
                 *         }
                 *       ],
                 *       "offers": [
                 *         {
                 *           "offer": "basket-80",
                 *           "discount_cents": 500
                 *         }
                 *       ],
                 *       "order_id": "O-1"
                 *     }
                 */
                "application/json": components["schemas"]["Holding"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldMade"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmHold: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                hold: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "order_id": "O-1"
                 *     }
                 */
                "application/json": components["schemas"]["Confirming"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    releaseHold: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                hold: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["Releasing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listInbox: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
                status?: "dismissed" | "folded" | "open";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_InboxItem_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    dismissEntry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                entry: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Dismissing"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    refoldOne: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                entry: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Repair"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refolded"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    refoldMany: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Chosen"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefoldedAll"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_JobShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    jobFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_KeyShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makeKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "till",
                 *       "scopes": [
                 *         "events:write"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myBenefits: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MyBenefit_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeKeyShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myCopy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCopy"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    askCopy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCopy"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myCopyFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, unknown>;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myCoupons: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCoupons"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    takeCoupon: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "template": "dairy-5-off-30"
                 *     }
                 */
                "application/json": components["schemas"]["TakingCoupon"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyCoupons"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    doors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Doors"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myDraws: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyDraws"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myDrawEntrants: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                draw: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myFamily: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFamily"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    foundMyFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "terms": "family"
                 *     }
                 */
                "application/json": components["schemas"]["Founding"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFamily"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptMyFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "family": "01JD8Z0000000000000000000A"
                 *     }
                 */
                "application/json": components["schemas"]["Accepting"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFamily"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    inviteToMyFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "member": "phone:+8613800000000"
                 *     }
                 */
                "application/json": components["schemas"]["Naming"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFamily"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    leaveMyFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFamily"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putIntoMyFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 100
                 *     }
                 */
                "application/json": components["schemas"]["Putting"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFamily"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeFromMyFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "member": "01JD8Z0000000000000000000A"
                 *     }
                 */
                "application/json": components["schemas"]["Naming"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFamily"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    shareWithMyFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "percent": 20
                 *     }
                 */
                "application/json": components["schemas"]["Sharing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFamily"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myGifts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyGifts"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    redeemMyGift: {
        parameters: {
            query?: {
                count?: number;
            };
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                gift: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Redeemed"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myLots: {
        parameters: {
            query: {
                currency: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MyLot_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendPasscode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "identity": "card:VIP10086"
                 *     }
                 */
                "application/json": components["schemas"]["PasscodeFor"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasscodeSent"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myPlans: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MyPlan_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    renewMyPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "auto_renew": false
                 *     }
                 */
                "application/json": components["schemas"]["Renewing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MyPlan_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tryMyPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "auto_renew": false
                 *     }
                 */
                "application/json": components["schemas"]["shuke.api.planning.Trying"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MyPlan_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myPrivacy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyPrivacy"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myCodeOf: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                redemption: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    enterByLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "01J….1767000000.…"
                 *     }
                 */
                "application/json": components["schemas"]["Entering"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entered"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    leave: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    enterByPasscode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "identity": "card:VIP10086",
                 *       "code": "042318"
                 *     }
                 */
                "application/json": components["schemas"]["EnteringByCode"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entered"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myStatement: {
        parameters: {
            query?: {
                currency?: string;
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MyLine_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myStoredValues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StoredValueShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myValueStatement: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
            };
            header?: never;
            path: {
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ValueLineShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    myTransfers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransfersShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendMyPoints: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "phone:+8613800000000",
                 *       "currency": "points",
                 *       "amount": 100
                 *     }
                 */
                "application/json": components["schemas"]["Sending"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransfersShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    takeBackMyPoints: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                transfer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["shuke.api.transferring.TakingBack"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransfersShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resolveCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "38120467195504418273"
                 *     }
                 */
                "application/json": components["schemas"]["CodeRead"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeOf"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                balance_max?: number;
                balance_min?: number;
                channel?: string;
                cursor?: string;
                last_order_from?: string;
                last_order_to?: string;
                /** @description How many items a page holds. */
                limit?: number;
                orders_max?: number;
                orders_min?: number;
                provisional?: boolean;
                q?: string;
                registered_from?: string;
                registered_to?: string;
                sort?: "-balance" | "-last_order_at" | "-orders" | "-registered_at" | "balance" | "last_order_at" | "orders" | "registered_at";
                stage?: string;
                tier?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MemberItem_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    registerMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "identities": [
                 *         {
                 *           "kind": "phone",
                 *           "value": "13800000000"
                 *         }
                 *       ],
                 *       "channel": "store",
                 *       "profile": {
                 *         "name": "张三"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewMember"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    adjustPoints: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currency": "points",
                 *       "amount": 200,
                 *       "reason": "Goodwill for a late delivery"
                 *     }
                 */
                "application/json": components["schemas"]["Adjustment"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberBalance: {
        parameters: {
            query: {
                as_of?: string;
                currency: string;
            };
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceAt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberBenefits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BenefitShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    useBenefit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                benefit: string;
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "channel": "store",
                 *       "store": "Main street",
                 *       "reason": "Shown at the desk"
                 *     }
                 */
                "application/json": components["schemas"]["Using"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    returnBenefit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "use_id": "U-20260105-1",
                 *       "reason": "The visit was cancelled"
                 *     }
                 */
                "application/json": components["schemas"]["shuke.api.benefiting.TakingBack"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberBenefitUses: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
            };
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UseShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    copyMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The member asked for a copy"
                 *     }
                 */
                "application/json": components["schemas"]["Copying"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberCoupons: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WalletShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    issueCoupons: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "coupon": "dairy-5-off-30",
                 *       "reason": "Goodwill for a late delivery"
                 *     }
                 */
                "application/json": components["schemas"]["Issuing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    giveCoupon: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                coupon: string;
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "01JD8Z0000000000000000000A"
                 *     }
                 */
                "application/json": components["schemas"]["Giving"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    voidCoupon: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                coupon: string;
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Issued by mistake"
                 *     }
                 */
                "application/json": components["schemas"]["Because"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberCouponChanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CouponChange_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    claimCoupon: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "coupon": "dairy-5-off-30"
                 *     }
                 */
                "application/json": components["schemas"]["Claiming"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    claimByCode: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "7Q8R-5T2W-4Y6A-8C0E"
                 *     }
                 */
                "application/json": components["schemas"]["ClaimingCode"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    eraseMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirm": "01J9ZK3V7Q8R5T2W4Y6A8C0E1G",
                 *       "reason": "The member asked for it"
                 *     }
                 */
                "application/json": components["schemas"]["Erasing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    explainEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
                seq: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explained"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberExchanges: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ExchangeShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    exchangePoints: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "partner": "airline",
                 *       "way": "out",
                 *       "amount": 300,
                 *       "reference": "FF-20260105-1"
                 *     }
                 */
                "application/json": components["schemas"]["Exchanging"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reverseExchange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "partner": "airline",
                 *       "reference": "FF-20260105-1",
                 *       "reason": "Booked twice"
                 *     }
                 */
                "application/json": components["schemas"]["Reversing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberExpiry: {
        parameters: {
            query?: {
                currency?: string;
            };
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ExpiryItem_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberFamily: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyFamily"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    foundFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "terms": "family"
                 *     }
                 */
                "application/json": components["schemas"]["Founding"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    acceptFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "family": "01JD8Z0000000000000000000A"
                 *     }
                 */
                "application/json": components["schemas"]["Accepting"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    inviteToFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "member": "phone:+8613800000000"
                 *     }
                 */
                "application/json": components["schemas"]["Naming"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    leaveFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putIntoFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 100
                 *     }
                 */
                "application/json": components["schemas"]["Putting"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    removeFromFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "member": "01JD8Z0000000000000000000A"
                 *     }
                 */
                "application/json": components["schemas"]["Naming"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    returnToFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "spend_id": "O-1",
                 *       "amount": 40
                 *     }
                 */
                "application/json": components["schemas"]["PoolReturning"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    shareWithFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "percent": 20
                 *     }
                 */
                "application/json": components["schemas"]["Sharing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    spendOfFamily: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 100,
                 *       "spend_id": "O-1"
                 *     }
                 */
                "application/json": components["schemas"]["PoolSpending"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolSpent"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    giveGift: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "gift": "mug",
                 *       "reason": "The parcel was late"
                 *     }
                 */
                "application/json": components["schemas"]["GiftGiving"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftRedeemed"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listIdentities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_IdentityShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "card",
                 *       "value": "VIP10086"
                 *     }
                 */
                "application/json": components["schemas"]["Identity"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    unlinkIdentity: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                kind: string;
                member: string;
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    linkMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lasts_seconds": 300
                 *     }
                 */
                "application/json": components["schemas"]["Linking"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkMade"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberLots: {
        parameters: {
            query?: {
                currency?: string;
            };
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LotItem_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberOrders: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
            };
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OrderItem_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    issuePack: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pack": "welcome",
                 *       "reason": "Goodwill for a late delivery"
                 *     }
                 */
                "application/json": components["schemas"]["IssuingPack"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    claimPack: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "pack": "welcome"
                 *     }
                 */
                "application/json": components["schemas"]["ClaimingPack"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberPlans: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PlanShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The member moves away"
                 *     }
                 */
                "application/json": components["schemas"]["CancellingPlan"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    payPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "paid_cents": 8800,
                 *       "order_id": "POS-20260105-7",
                 *       "auto_renew": true
                 *     }
                 */
                "application/json": components["schemas"]["PayingPlan"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    renewPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "auto_renew": false
                 *     }
                 */
                "application/json": components["schemas"]["Renewing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tryPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "auto_renew": false
                 *     }
                 */
                "application/json": components["schemas"]["shuke.api.planning.Trying"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberPlanHistory: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PlanChange_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeProfile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileShown"][];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberRedemptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedemptionsShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    redeemGift: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "gift": "mug"
                 *     }
                 */
                "application/json": components["schemas"]["Redeeming"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiftRedeemed"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    fulfilGift: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                redemption: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reference": "SF1234567890"
                 *     }
                 */
                "application/json": components["schemas"]["Fulfilling"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reverseGift: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                redemption: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Out of stock in the store"
                 *     }
                 */
                "application/json": components["schemas"]["Because"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    revealMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fields": [
                 *         "name",
                 *         "identity.phone"
                 *       ],
                 *       "reason": "Caller wants to check the number"
                 *     }
                 */
                "application/json": components["schemas"]["Revealing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revealed"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberStatement: {
        parameters: {
            query?: {
                currency?: string;
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
            };
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EntryShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberStoredValues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StoredValueShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    adjustValue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                value: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "bonus_cents": 1000,
                 *       "reason": "Goodwill for a late delivery"
                 *     }
                 */
                "application/json": components["schemas"]["Correcting"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    freezeValue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                value: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "frozen": true,
                 *       "reason": "The phone was lost"
                 *     }
                 */
                "application/json": components["schemas"]["Freezing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    refundValue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                value: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "top_up_id": "T-1",
                 *       "amount_cents": 20000,
                 *       "reason": "The member asked for it"
                 *     }
                 */
                "application/json": components["schemas"]["PayingOut"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberValueStatement: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
            };
            header?: never;
            path: {
                member: string;
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ValueLineShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberTopUps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
                value: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TopUpShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    topUpValue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                value: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount_cents": 50000,
                 *       "payment": "POS-20261121-0042",
                 *       "reason": "Paid at the desk"
                 *     }
                 */
                "application/json": components["schemas"]["ToppingUp"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberTiers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TierShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberTimeline: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
                types?: string;
            };
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TimelineItem_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    memberTransfers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransfersShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendPoints: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "to": "phone:+8613800000000",
                 *       "currency": "points",
                 *       "amount": 100
                 *     }
                 */
                "application/json": components["schemas"]["Sending"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentPoints"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    takeBackPoints: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                member: string;
                transfer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Sent to the wrong member"
                 *     }
                 */
                "application/json": components["schemas"]["shuke.api.transferring.TakingBack"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Done"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    adjustMembers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "members": [
                 *         "01JD8Z0000000000000000000A"
                 *       ],
                 *       "currency": "points",
                 *       "amount": 50,
                 *       "reason": "Goodwill for the closed store"
                 *     }
                 */
                "application/json": components["schemas"]["ManyAdjusted"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    issueToMembers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "members": [
                 *         "01JD8Z0000000000000000000A"
                 *       ],
                 *       "coupon": "dairy-5-off-30",
                 *       "reason": "Sorry for the closed store"
                 *     }
                 */
                "application/json": components["schemas"]["ManyIssued"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    lookUpMember: {
        parameters: {
            query: {
                /** @description `phone:…`, `card:…`, `order:…`, … */
                identity: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["shuke.api.members.Found"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    recogniseMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "members": [
                 *         "card:10086",
                 *         "phone:13800000000",
                 *         "email:li@example.com"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["MemberList"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recognised"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    offerFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_OfferFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ordersOff: {
        parameters: {
            query?: {
                days?: number;
                least_cents?: number;
                lines?: boolean;
                store?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrdersOff"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    makePackCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                pack: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "batch": "autumn",
                 *       "count": 1000
                 *     }
                 */
                "application/json": components["schemas"]["Making"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesMade"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    importPackCodes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                pack: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "batch": "printed",
                 *       "codes": [
                 *         "7Q8R5T2W4Y6A8C0E"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Importing"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodesAdded"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    issuePackToAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                pack: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "members": [
                 *         "card:10086",
                 *         "phone:13800000000"
                 *       ],
                 *       "reason": "Opening of the store"
                 *     }
                 */
                "application/json": components["schemas"]["ToMany"];
            };
        };
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    packFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PackFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    partners: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PartnerShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    partnerStatements: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partner: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StatementShown_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    partnerStatement: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                month: string;
                partner: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    closeStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                month: string;
                partner: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Month end"
                 *     }
                 */
                "application/json": components["schemas"]["shuke.api.partners.Closing"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementShown"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    statementEntries: {
        parameters: {
            query?: {
                cursor?: string;
                key?: string;
                kind?: "benefit" | "coupon" | "in" | "out";
                /** @description How many items a page holds. */
                limit?: number;
            };
            header?: never;
            path: {
                month: string;
                partner: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EntryOfPartner_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    statementFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                month: string;
                partner: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    planFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_PlanFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    quoteCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "member": "phone:+8613800000000",
                 *       "cart": {
                 *         "store": "S1",
                 *         "shipping_cents": 600,
                 *         "lines": [
                 *           {
                 *             "sku": "milk",
                 *             "category": "dairy",
                 *             "quantity": 2,
                 *             "unit_cents": 1250
                 *           },
                 *           {
                 *             "sku": "bread",
                 *             "category": "bakery",
                 *             "list_cents": 900,
                 *             "floor_cents": 500
                 *           }
                 *         ]
                 *       },
                 *       "points": {
                 *         "currency": "points"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["QuoteAsked"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Quoted"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRedemptions: {
        parameters: {
            query?: {
                gift?: string;
                redemption?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RedemptionWaiting_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listReleases: {
        parameters: {
            query?: {
                cursor?: string;
                /** @description How many items a page holds. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ReleaseItem_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Double points on dairy"
                 *     }
                 */
                "application/json": components["schemas"]["Publishing"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    republishRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                release: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Again"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    settleRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                release: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settling"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    withdrawRelease: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                release: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Withdrawing"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Published"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    draftRelease: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftRelease"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    lookOverDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "products": [
                 *         {
                 *           "sku": "milk",
                 *           "category": "dairy",
                 *           "unit_cents": 1250,
                 *           "cost_cents": 900
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["LookingOver"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookedOver"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRoles: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RoleView_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rollForward: {
        parameters: {
            query: {
                currency: string;
                /** @description First business day. */
                from: string;
                /** @description Last business day, included. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolledForward"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    ruleFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RuleFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signInPerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "li@example.com",
                 *       "password": "a long enough phrase"
                 *     }
                 */
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOutPerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    changeOwnPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setupState: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Setup"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    storedValueFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_StoredValueFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    tierFigures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_TierFigure_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    today: {
        parameters: {
            query?: {
                day?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    todayStream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Person_"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    addUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "han@example.com",
                 *       "name": "韩梅梅",
                 *       "password": "a long enough phrase",
                 *       "role": "operator"
                 *     }
                 */
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description The answer. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key is the same act, however often it is sent. */
                "Idempotency-Key"?: string;
            };
            path: {
                user: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "auditor"
                 *     }
                 */
                "application/json": components["schemas"]["ChangedUser"];
            };
        };
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}

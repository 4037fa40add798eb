"""Which brand of the group an entry is of, and the books by brand."""

from shuke.kernel.migrations import execute

revision = "0032"
down_revision = "0031"

# Until now there was one brand. A column that is null, or a constant, changes no row; the books are
# some thousand rows, and debts, which belong to no lot, belong to no brand.
SQL = """
alter table ledger_entry add column brand text;

alter table ledger_day add column brand text collate "C" not null default 'main';
update ledger_day set brand = '' where funder = '';
alter table ledger_day drop constraint ledger_day_pkey;
alter table ledger_day
    add primary key (currency, posted_on, brand, funder, kind, earn_month, sold, day);

alter table ledger_lot add column brand text collate "C" not null default 'main';
update ledger_lot set brand = '' where funder = '';
alter table ledger_lot drop constraint ledger_lot_pkey;
alter table ledger_lot add primary key (currency, expires_on, earn_month, brand, funder);

alter table ledger_sale add column brand text collate "C" not null default 'main';
alter table ledger_sale drop constraint ledger_sale_pkey;
alter table ledger_sale add primary key (currency, posted_on, brand, earn_month);
"""


def upgrade() -> None:
    """Add the columns."""
    execute(SQL)

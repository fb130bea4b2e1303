-- A bank's ten years: 60 branches, 250,000 customers, 1,000,000 contracts. One branch has 100,000 of them, one
-- organization 5,000. Statements are separated by lines of two dashes alone; constraints and indexes are away meanwhile.
select setseed(0.42)
--
insert into branch (id, code, name, name_latin)
select gen_random_uuid(), lpad((100 + n)::text, 3, '0'), '第' || n || '支店', 'Branch ' || n from generate_series(1, 60) n
--
insert into staff (id, branch_id, login, name, email, role, password_hash, created_at)
select gen_random_uuid(), b.id, 'bench-' || b.code || '-' || n, '担当' || b.code || n, 'bench' || b.code || n || '@bank.example.jp',
  case when n = 1 then 'approver' else 'officer' end, 'x', timestamptz '2016-01-01'
from branch b cross join generate_series(1, 16) n
--
create temporary table names as
select array['山田','鈴木','佐藤','高橋','髙橋','田中','伊藤','渡辺','渡邉','中村','小林','加藤','吉田','山本','佐々木','斎藤','松本',
  '井上','木村','林','清水','山口','森','池田','橋本','石川','前田','藤田','後藤','岡田','長谷川','村上','近藤','石井','坂本','遠藤',
  '青木','藤井','西村','福田','太田','三浦','岡本','松田','中島','中野','原田','小川','竹内','和田','港','北斗','東亜','日の出','朝日',
  '瀬戸内','信濃','琵琶湖','丸の内','八重洲','桜','富士見','大和','千代田','平成','令和','昭和','明治','新栄','協和','三栄','共立','太陽',
  '光','大洋','北陸','東海','山陰','関東','近畿','みらい','さくら','ひかり','あさひ','アルファ','オメガ','グローバル','フロンティア'] as first,
  array['建設','工業','商事','製作所','運輸','物流','食品','電機','電子','化学','印刷','不動産','設備','精機','金属','繊維','水産','農園',
  '酒造','薬品','機械','産業','興業','土木','鉄工','木材','自動車','観光','旅館','システム','テクノロジー','デザイン','サービス','企画',
  '研究所','商店','本舗','紙業','硝子','プラスチック'] as trade,
  array['札幌','仙台','大宮','千葉','横浜','新潟','金沢','静岡','名古屋','京都','大阪','神戸','岡山','広島','高松','松山','福岡','長崎',
  '熊本','鹿児島','那覇','東京','川崎','浜松','堺','姫路','倉敷','北九州','大分','宮崎'] as place,
  array['貸出契約のみ','貸出契約（借保証契約含む）','約定書関連契約のみ','当座貸越（専用当貸）極度内実行','手形貸付','保証契約のみ',
  '根抵当権設定契約','条件変更契約','代理貸付','私募債引受契約'] as summary,
  (select array_agg(id order by code) from branch) as branches
--
create temporary table customers as
select n, gen_random_uuid() as organization, gen_random_uuid() as person,
  branches[1 + floor(random() * 60)::int] as branch,
  first[1 + floor(random() * array_length(first, 1))::int] as f, trade[1 + floor(random() * array_length(trade, 1))::int] as t,
  place[1 + floor(random() * array_length(place, 1))::int] as p, random() as r, first[1 + floor(random() * 50)::int] as family,
  (array['太郎','花子','一郎','健一','直美','誠','裕子','隆','恵子','進'])[1 + floor(random() * 10)::int] as given
from names, generate_series(1, 250000) n
--
insert into organization (id, kind, name, name_kana, name_latin, address, branch_id, created_at)
select organization, case when r < 0.9 then 'corporation' else 'sole-proprietor' end,
  case when r < 0.45 then '株式会社' || f || t when r < 0.7 then f || t || '株式会社' when r < 0.8 then '有限会社' || p || f || t
    when r < 0.9 then p || f || t || '合同会社' else family || '　' || given end
    || case when r between 0.2 and 0.5 then p else '' end,
  'カブ ' || (array['ヤマダ','スズキ','サトウ','ミナト','ヒノデ','サクラ','アサヒ','オオサカ'])[1 + n % 8]
    || (array['ケンセツ','コウギョウ','ショウジ','ウンユ','デンキ','サンギョウ','セッケイ'])[1 + n % 7],
  'Customer ' || n, p || '市中央1-' || n, branch, timestamptz '2016-01-01'
from customers
--
insert into app_user (id, organization_id, mypage_id, email, family_name, given_name, family_latin, given_latin, role,
  password_hash, created_at, personal_signature)
select person, organization, 'BN' || lpad(n::text, 8, '0'), 'bench' || n || '@example.jp', family, given, 'Bench', 'No ' || n,
  'representative', 'x', timestamptz '2016-01-01', true
from customers
--
create temporary table drawn as
select n, gen_random_uuid() as id,
  branches[case when n % 10 = 0 then 1 else 2 + floor(random() * 59)::int end] as branch,
  1 + floor(random() * 16)::int as clerk,
  case when n % 200 = 7 then 1 else 1 + floor(power(random(), 1.3) * 250000)::int end as borrower,
  1 + floor(random() * 250000)::int as guarantor, 1 + floor(random() * 250000)::int as provider,
  summary[1 + floor(power(random(), 2) * 10)::int] as summary,
  case when random() < 0.05 then null
       else round(exp(14 + 3.2 * random() + 1.2 * random())::numeric, -4)::bigint end as amount,
  date '2026-11-22' - floor(3650 * power(random(), 1.25))::int as applied,
  random() as fate, random() as with_guarantor, random() as with_personal, random() as with_provider
from names, generate_series(1, 1000000) n
--
create index on customers (n)
--
analyze customers, drawn, staff
--
create temporary table terms as
select t.*, s.id as officer, (applied + time '01:00' + (n % 480) * interval '1 minute') at time zone 'UTC' as sent,
  case when applied > date '2026-11-08' and fate < 0.5
       then case when fate < 0.3 then 'signing' when fate < 0.46 then 'signed' else 'concluding' end
       when fate > 0.99 then 'refused' when fate > 0.975 then 'withdrawn'
       when fate < (date '2026-11-22' - applied) / 3650.0 then 'ended' else 'in-force' end as state
from drawn t join branch b on b.id = t.branch join staff s on s.login = 'bench-' || b.code || '-' || t.clerk
--
create temporary table seats as
select t.id, o.person, o.organization, s.standing, s.capacity, t.state, t.sent,
  search_plain(c.name) || e'\n' || search_plain(c.name_kana) || e'\n' || search_plain(o.family || o.given) as words
from terms t
cross join lateral (values
  ('borrower', 'organization', t.borrower, true),
  ('guarantor', 'organization', t.guarantor, t.with_guarantor < 0.4),
  ('guarantor', 'personal', t.borrower, t.with_personal < 0.15),
  ('collateral-provider', 'organization', t.provider, t.with_provider < 0.08)) s (standing, capacity, who, there)
join customers o on o.n = s.who
join organization c on c.id = o.organization
where s.there
--
insert into contract (id, number, branch_id, officer_id, summary, amount, applied_on, planned_on, state, mark_visible,
  version, created_at, sent_at, signed_at, concluded_at, ended_at, sign_by, drawdown, outcome, repaid_on, words, parties)
select id, to_char(applied, 'YYYY') || '-' || lpad(n::text, 7, '0'), branch, officer, summary, amount, applied,
  applied + (n % 30), state, true, 6, sent, sent,
  case when state not in ('signing', 'refused', 'withdrawn') then sent + interval '2 days' end,
  case when state in ('in-force', 'ended') then sent + interval '3 days' end,
  case when state = 'ended' then sent + (date '2026-11-22' - applied) * random() * interval '1 day'
       when state in ('refused', 'withdrawn') then sent + interval '2 days' end,
  case when state = 'signing' or n % 3 = 0 then applied + 14 end,
  summary = '当座貸越（専用当貸）極度内実行',
  case when state = 'ended' then case when n % 33 = 0 then 'cancelled' else 'repaid' end end,
  case when state = 'ended' and n % 33 <> 0 then applied + ((date '2026-11-22' - applied) * random())::int end,
  search_plain(summary) || e'\n重要事項説明\n金銭消費貸借契約書', parties
from terms join (select id, string_agg(words, e'\n') as parties from seats group by id) p using (id)
order by sent
--
insert into contract_signer (id, contract_id, user_id, organization_id, standing, capacity, turn, state, signed_at)
select gen_random_uuid(), id, person, organization, standing, capacity, 1,
  case when state = 'signing' then case when standing = 'borrower' then 'signed' else 'invited' end
       when state = 'refused' and standing = 'borrower' then 'refused'
       when state = 'withdrawn' then 'invited' else 'signed' end,
  case when state in ('signing', 'withdrawn', 'refused') then null else sent + interval '1 day' end
from seats order by sent
--
insert into document (id, contract_id, position, kind, title, file_name, pages, revision, size, sha256)
select gen_random_uuid(), c.id, k, case k when 1 then 'explanation' else 'contract' end,
  case k when 1 then '重要事項説明' else '金銭消費貸借契約書' end, 'a.pdf', 12, 2, 200000,
  decode(md5(c.id::text || k) || md5(k || c.id::text), 'hex')
from terms c cross join generate_series(1, 2) k
--
insert into signing_job (id, contract_id, signer_id, state, next_try_at, created_at, finished_at, last_error)
select gen_random_uuid(), s.contract_id, s.id,
  case when c.state = 'signing' and random() < 0.01 then 'queued' else 'done' end,
  c.sent, c.sent + interval '1 day', c.sent + interval '1 day',
  case when c.state = 'signing' and random() < 0.01 then 'tsa-unavailable' end
from contract_signer s join terms c on c.id = s.contract_id where s.state = 'signed'
union all
select gen_random_uuid(), c.id, null, case c.state when 'concluding' then 'queued' else 'done' end,
  c.sent, c.sent + interval '3 days', c.sent + interval '3 days', null
from terms c where c.state in ('concluding', 'in-force', 'ended')

-- よくある質問: two more to begin with, after those that are there.
insert into faq (id, position, published, question, answer, question_en, answer_en, version, changed_at)
select q.id, (select coalesce(max(position), 0) from faq) + q.n, true, q.question, q.answer, q.question_en, q.answer_en, 1, now()
from (values
  ('00000000-0000-7000-8000-0000000f000e'::uuid, 1, '「仮パスワード再発行」のボタンがありません。',
   'その方は初回ログインがお済みのため、仮パスワードは再発行できません。パスワードがわからないときは、ご本人がログイン画面の「パスワードをお忘れの場合」から新しいパスワードを設定してください。',
   'There is no button to send a new temporary password.',
   'That user has logged in before, and needs no temporary password any more. Who does not know the password sets a new one by "Forgotten your password?" on the login page.'),
  ('00000000-0000-7000-8000-0000000f000f'::uuid, 2, '代表者が交代します。どうすればよいですか。',
   E'先に、新しい代表者の方を「ユーザ新規登録」で代表者として登録してください。そのあとで、前の代表者の方を「ユーザ削除」で削除できます。\n\n電子証明書の発行依頼中の方は削除できません。お急ぎの場合は、お取引店の担当者へご連絡ください。',
   'Our representative changes. What are we to do?',
   E'First register the new representative as a user with that role. The former one can then be deleted.\n\nWho has requested a certificate cannot be deleted meanwhile; if it is urgent, please contact your branch.')
) as q (id, n, question, answer, question_en, answer_en);

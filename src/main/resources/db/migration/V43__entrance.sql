-- Times in which customers cannot use the service, beside the monthly ones (LOGIN-9).
create table maintenance_window (
  id         uuid primary key,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null check (ends_at > starts_at),
  note       text not null,                      -- why, for the staff
  entered_by uuid not null references staff,
  created_at timestamptz not null
);
create index maintenance_window_end on maintenance_window (ends_at);

-- よくある質問 (HOME-2): plain text; an empty line parts paragraphs. English may be missing: Japanese is shown then.
create table faq (
  id          uuid primary key,
  position    int not null,
  published   boolean not null,
  question    text not null,
  answer      text not null,
  question_en text not null default '',
  answer_en   text not null default '',
  version     int not null,                      -- rises with every change
  changed_at  timestamptz not null
);

-- a beginning that every bank edits
insert into faq (id, position, published, question, answer, question_en, answer_en, version, changed_at) values
  ('00000000-0000-7000-8000-0000000f0001', 1, true, '初めてログインするときは、何を入力しますか。',
   E'「MyPageIDのお知らせ」のメールにあるMyPageID（またはご登録のメールアドレス）と、「仮パスワードのお知らせ」のメールにある仮パスワードを入力してください。\n\n続いて「新パスワード登録」の画面で、ご自身のパスワードを決めていただきます。',
   'What do I enter when I log in for the first time?',
   E'Your MyPageID from the mail "Your MyPageID" (or your registered mail address), and the temporary password from the other mail.\n\nYou are then asked to choose a password of your own.', 1, now()),
  ('00000000-0000-7000-8000-0000000f0002', 2, true, '仮パスワードの期限が切れました。',
   '代表者または管理者の方が、「登録情報の照会・変更」の画面から「仮パスワード再発行」を行えます。代表者の方の期限が切れた場合は、お取引店の担当者へご連絡ください。',
   'My temporary password has expired.',
   'Your representative or an administrator can issue a new one under "Your data". If you are the representative, please contact your branch.', 1, now()),
  ('00000000-0000-7000-8000-0000000f0003', 3, true, 'パスワードを忘れました。',
   E'ログイン画面の「パスワードをお忘れの場合」を押し、メールアドレスまたはMyPageIDを入力してください。ご登録のメールアドレスに届く認証コードで、新しいパスワードを設定できます。\n\nまだ一度もログインしていない場合は、仮パスワードの再発行が必要です。',
   'I have forgotten my password.',
   E'Choose "Forgotten your password?" on the login page and enter your mail address or MyPageID. With the code that is sent to your registered address you can set a new password.\n\nIf you have never logged in, you need a new temporary password instead.', 1, now()),
  ('00000000-0000-7000-8000-0000000f0004', 4, true, 'アカウントがロックされました。',
   E'パスワードの誤りが続くと、安全のため一定の時間ロックされます。お知らせのメールに書かれた時刻を過ぎると自動で解除されます。\n\nお急ぎの場合は、「パスワードをお忘れの場合」から新しいパスワードを設定すると、すぐにログインできます。',
   'My account is locked.',
   E'After several wrong passwords in a row the account is locked for a while, to protect it. It opens by itself at the time given in the mail.\n\nIf you cannot wait, set a new password by "Forgotten your password?"; you can then log in at once.', 1, now()),
  ('00000000-0000-7000-8000-0000000f0005', 5, true, '認証コードのメールが届きません。',
   E'迷惑メールのフォルダーと、受信を許可する送信元の設定をご確認ください。会社のメールでは、管理者の方が受信を制限していることもあります。\n\n数分たっても届かない場合は、画面の「認証コードを再送する」を押してください。前のコードは使えなくなります。',
   'The mail with the authentication code does not arrive.',
   E'Please look into your spam folder and check which senders your mail settings allow. In a company, the administrator may restrict incoming mail.\n\nIf nothing arrives after some minutes, have the code sent again. The earlier code is then void.', 1, now()),
  ('00000000-0000-7000-8000-0000000f0006', 6, true, '署名用PINとパスワードは何が違いますか。',
   E'パスワードはログインに、署名用PINは電子署名に使います。署名用PINは、ご自身の署名の鍵を開けるためのもので、銀行も知ることができません。\n\nどちらもほかの方に教えないでください。',
   'What is the difference between the signing PIN and the password?',
   E'The password is for logging in, the PIN for signing. The PIN opens your signing key; not even the bank knows it.\n\nNever tell either of them to anybody.', 1, now()),
  ('00000000-0000-7000-8000-0000000f0007', 7, true, '署名用PINを忘れました。',
   '署名用PINを調べることはできません。「登録情報の照会・変更」から「電子証明書発行依頼」を選び、理由に「PIN失念」を選んでください。本人確認のあと、新しいPINを登録していただきます。',
   'I have forgotten my signing PIN.',
   'Nobody can look it up. Under "Your data" request a new certificate and choose "PIN forgotten" as the reason. After your identity has been checked you register a new PIN.', 1, now()),
  ('00000000-0000-7000-8000-0000000f0008', 8, true, '電子証明書の有効期限はどこで確認できますか。',
   '「登録情報の照会・変更」の画面で、お一人ごとに有効期限とステータスを確認できます。期限の前には、メールでもお知らせします。',
   'Where do I see how long my certificate is valid?',
   'Under "Your data", which shows date and status for every user. We also send a mail before it ends.', 1, now()),
  ('00000000-0000-7000-8000-0000000f0009', 9, true, '本人確認書類は、どの形式で送れますか。',
   '写真（jpg、png など）、PDF、Word（docx）、Excel（xlsx）のファイルを送れます。文字がはっきり読めるものをお送りください。すべてのファイルはウイルスの検査をしてから、担当者が確認します。',
   'In which formats can I send identity documents?',
   'Photos (jpg, png and others), PDF, Word (docx) and Excel (xlsx) files. Please make sure that the text is easy to read. Every file is scanned for viruses before staff see it.', 1, now()),
  ('00000000-0000-7000-8000-0000000f000a', 10, true, '途中で画面を閉じてしまいました。最初からやり直しですか。',
   'いいえ。入力された内容はお使いのブラウザに、お手続きの状況は当行に残っています。もう一度ログインすると、続きから進められます。パスワード、PIN、認証コードだけは、安全のため残しません。',
   'I closed the page half-way. Do I have to begin again?',
   'No. What you typed is kept in your browser, and where you stand is kept here. Log in again and go on. Only passwords, PINs and codes are never kept.', 1, now()),
  ('00000000-0000-7000-8000-0000000f000b', 11, true, '署名した契約書は、あとから見られますか。',
   '「現在有効な契約」または「終了した契約」から、いつでもご覧いただけます。PDFとして保存し、印刷することもできます。署名検証レポートも一緒に保存されることをおすすめします。',
   'Can I see contracts later that I have signed?',
   'Yes, at any time under "Contracts in force" or "Ended contracts". You can save and print them as PDF. We recommend saving the verification report along with them.', 1, now()),
  ('00000000-0000-7000-8000-0000000f000c', 12, true, '利用できない時間はありますか。',
   E'毎月第2土曜日の23:00から翌日曜日の7:00までは、定期メンテナンスのためご利用いただけません。臨時のメンテナンスは、ログイン画面とHOMEでお知らせします。\n\n途中のお手続きは、メンテナンスのあとに続けられます。',
   'Are there times when I cannot use the service?',
   E'Every month from the second Saturday, 23:00, to Sunday, 7:00 (Japan time) there is maintenance. Further maintenance is announced on the login page and on HOME.\n\nWhatever you have begun, you can go on with afterwards.', 1, now()),
  ('00000000-0000-7000-8000-0000000f000d', 13, true, 'メールアドレスが変わりました。',
   '「登録情報の照会・変更」の「ユーザ情報変更」で変更してください。次にログインするとき、新しいメールアドレスに届く認証コードを入力していただきます。',
   'My mail address has changed.',
   'Change it under "Your data". At your next login you are asked for a code that is sent to the new address.', 1, now());
